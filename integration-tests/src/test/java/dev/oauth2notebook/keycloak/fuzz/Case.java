package dev.oauth2notebook.keycloak.fuzz;

/**
 * A generated request and the expected response.
 *
 * @param fault what is wrong with the request
 * @param request the request with the fault
 * @param expectation the expected response
 */
record Case(String fault, Request request, Expectation expectation) {}

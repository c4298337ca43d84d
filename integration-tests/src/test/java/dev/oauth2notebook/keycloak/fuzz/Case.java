package dev.oauth2notebook.keycloak.fuzz;

/**
 * A generated request and what must be answered.
 *
 * @param fault what is wrong with the request
 * @param request with the fault
 * @param verdict what must be answered
 */
record Case(String fault, Request request, Verdict verdict) {}

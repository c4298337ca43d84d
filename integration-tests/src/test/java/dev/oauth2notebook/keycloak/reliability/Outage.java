package dev.oauth2notebook.keycloak.reliability;

/**
 * A simulated outage.
 *
 * @param name its name in the report
 * @param begin starts the outage
 * @param seconds how long the outage lasts
 * @param end ends the outage, and returns when everything is available again
 * @param mayRefuse whether requests that should be granted may be refused, for a reason given in docs/reliability.md
 */
record Outage(String name, Runnable begin, int seconds, Runnable end, boolean mayRefuse) {

    Outage(String name, Runnable begin, int seconds, Runnable end) {
        this(name, begin, seconds, end, false);
    }
}

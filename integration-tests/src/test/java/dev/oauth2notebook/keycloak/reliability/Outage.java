package dev.oauth2notebook.keycloak.reliability;

/**
 * Something that breaks.
 *
 * @param name as the report calls it
 * @param begin breaks it
 * @param seconds for which it stays broken
 * @param end mends it, and returns when everything serves again
 * @param mayRefuse whether requests that should be granted may be refused, for a reason that docs/reliability.md gives
 */
record Outage(String name, Runnable begin, int seconds, Runnable end, boolean mayRefuse) {

    Outage(String name, Runnable begin, int seconds, Runnable end) {
        this(name, begin, seconds, end, false);
    }
}

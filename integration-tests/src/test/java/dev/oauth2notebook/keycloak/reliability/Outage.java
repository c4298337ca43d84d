package dev.oauth2notebook.keycloak.reliability;

/**
 * Something that breaks.
 *
 * @param name as the report calls it
 * @param begin breaks it
 * @param seconds for which it stays broken
 * @param end mends it, and returns when everything serves again
 * @param losesFlows whether flows under way may be refused: they are in the memory of nodes that die or that drop it
 */
record Outage(String name, Runnable begin, int seconds, Runnable end, boolean losesFlows) {

    Outage(String name, Runnable begin, int seconds, Runnable end) {
        this(name, begin, seconds, end, false);
    }
}

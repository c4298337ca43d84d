package dev.oauth2notebook.keycloak.tokenexchange.outcome;

import dev.oauth2notebook.keycloak.tokenexchange.decision.ConsideredPermit;
import java.util.List;

/** Describes the permits that were considered for a refused exchange, for administrators. */
final class ConsideredPermits {

    /** Keeps events small: they are stored in a database and sent to every event listener. */
    static final int MAX_LENGTH = 1000;

    private static final String SEPARATOR = "; ";

    private ConsideredPermits() {}

    /**
     * Returns each permit with the check that failed, in the order in which they were tried. Where the text would exceed
     * {@value #MAX_LENGTH} characters, the number of the remaining permits follows instead.
     *
     * @param permits permits that do not cover the request
     * @return empty if there are no permits
     */
    static String describe(List<ConsideredPermit> permits) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < permits.size(); i++) {
            String entry = describe(permits.get(i));
            String rest = (permits.size() - i) + " more";
            if (text.length() + entry.length() + SEPARATOR.length() + rest.length() > MAX_LENGTH) {
                return text + rest;
            }
            text.append(entry).append(i < permits.size() - 1 ? SEPARATOR : "");
        }
        return text.toString();
    }

    private static String describe(ConsideredPermit considered) {
        return considered.permit().name() + ": " + considered.failed().reason();
    }
}

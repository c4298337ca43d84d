package dev.oauth2notebook.keycloak.tokenexchange.metrics;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The values of the label {@code permit}, whose number is limited because administrators of realms choose the names. */
final class PermitLabels {

    /** Number of permits, in all realms together, that have a value of their own. */
    static final int MAX_PERMITS = 500;

    static final String NONE = "";
    static final String OTHER = "other";

    private final Set<Permit> known = ConcurrentHashMap.newKeySet();

    private record Permit(String realm, String name) {}

    /**
     * Returns the value for a permit.
     *
     * @param realm name of the realm
     * @param permit name of the permit; {@code null} if there is none
     * @return the name; {@value #OTHER} for permits that were first seen after {@value #MAX_PERMITS} others
     */
    String of(String realm, String permit) {
        if (permit == null) {
            return NONE;
        }
        Permit key = new Permit(realm, permit);
        return known.contains(key) || known.size() < MAX_PERMITS && known.add(key) ? permit : OTHER;
    }
}

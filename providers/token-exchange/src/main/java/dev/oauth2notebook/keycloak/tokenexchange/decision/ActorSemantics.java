package dev.oauth2notebook.keycloak.tokenexchange.decision;

import java.util.Arrays;
import java.util.Optional;

/** How an actor acts for the subject (RFC 8693 §1.1). */
public enum ActorSemantics {
    /** The issued token names the actor in {@code act} (RFC 8693 §4.1). */
    DELEGATION("delegation"),
    /** The issued token does not name the actor. */
    IMPERSONATION("impersonation");

    private final String configName;

    ActorSemantics(String configName) {
        this.configName = configName;
    }

    /** Returns the name that the configuration of a permit and the events use. */
    public String configName() {
        return configName;
    }

    /**
     * Finds a constant by its name in the configuration of a permit.
     *
     * @param configName case-sensitive; may be {@code null}
     * @return empty if there is no constant with that name
     */
    public static Optional<ActorSemantics> ofConfigName(String configName) {
        return Arrays.stream(values())
                .filter(semantics -> semantics.configName.equals(configName))
                .findFirst();
    }
}

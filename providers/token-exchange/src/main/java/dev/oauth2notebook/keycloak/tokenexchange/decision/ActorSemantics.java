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

    /** Returns the name in the configuration of a permit and in events. */
    public String configName() {
        return configName;
    }

    /**
     * Finds the mode that the configuration of a permit names.
     *
     * @param configName compared exactly; may be {@code null}
     * @return the mode; empty if there is none of that name
     */
    public static Optional<ActorSemantics> ofConfigName(String configName) {
        return Arrays.stream(values())
                .filter(semantics -> semantics.configName.equals(configName))
                .findFirst();
    }
}

package dev.oauth2notebook.keycloak.tokenexchange.decision;

import java.util.Arrays;
import java.util.Optional;

/** Whether a permit accepts an {@code actor_token} (RFC 8693 §2.1). */
public enum ActorRule {
    /** A request with an actor token is refused. */
    FORBIDDEN("forbidden"),
    /** A request may have an actor token. */
    OPTIONAL("optional"),
    /** A request without an actor token is refused. */
    REQUIRED("required");

    private final String configName;

    ActorRule(String configName) {
        this.configName = configName;
    }

    /** Returns the name that the configuration of a permit uses. */
    public String configName() {
        return configName;
    }

    /**
     * Finds a rule by its name in the configuration of a permit.
     *
     * @param configName case-sensitive; may be {@code null}
     * @return empty if there is no rule with that name
     */
    public static Optional<ActorRule> ofConfigName(String configName) {
        return Arrays.stream(values())
                .filter(rule -> rule.configName.equals(configName))
                .findFirst();
    }
}

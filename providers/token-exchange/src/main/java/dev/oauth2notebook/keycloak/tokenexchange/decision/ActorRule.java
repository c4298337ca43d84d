package dev.oauth2notebook.keycloak.tokenexchange.decision;

import java.util.Arrays;
import java.util.Optional;

/** Whether a permit takes an {@code actor_token} (RFC 8693 §2.1). */
public enum ActorRule {
    /** A request with an actor token is refused. */
    FORBIDDEN("forbidden"),
    /** Both are fine. */
    OPTIONAL("optional"),
    /** A request without an actor token is refused. */
    REQUIRED("required");

    private final String configName;

    ActorRule(String configName) {
        this.configName = configName;
    }

    /** Returns the name in the configuration of a permit. */
    public String configName() {
        return configName;
    }

    /**
     * Finds the rule that the configuration of a permit names.
     *
     * @param configName compared exactly; may be {@code null}
     * @return the rule; empty if there is none of that name
     */
    public static Optional<ActorRule> ofConfigName(String configName) {
        return Arrays.stream(values())
                .filter(rule -> rule.configName.equals(configName))
                .findFirst();
    }
}

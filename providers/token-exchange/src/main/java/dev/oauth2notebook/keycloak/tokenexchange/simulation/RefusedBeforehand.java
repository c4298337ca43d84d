package dev.oauth2notebook.keycloak.tokenexchange.simulation;

import dev.oauth2notebook.keycloak.tokenexchange.outcome.ExchangeError;

/** The exchange would be refused before the policy decides on it. */
final class RefusedBeforehand extends Exception {

    private static final long serialVersionUID = 1;

    private final String error;
    private final String description;

    /**
     * @param error error code for the client
     * @param description {@code error_description} for the client
     * @param reason the reason for administrators
     */
    RefusedBeforehand(String error, String description, String reason) {
        super(reason);
        this.error = error;
        this.description = description;
    }

    RefusedBeforehand(ExchangeError error) {
        this(error.code().value(), error.description(), error.reason());
    }

    String error() {
        return error;
    }

    String description() {
        return description;
    }
}

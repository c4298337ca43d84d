package dev.oauth2notebook.keycloak.tokenexchange.simulation;

import dev.oauth2notebook.keycloak.tokenexchange.outcome.RefusedRequestException;
import org.keycloak.services.clientpolicy.ClientPolicyException;

/** The request would be refused before the policy decides on it. */
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

    RefusedBeforehand(ClientPolicyException refused) {
        this(
                refused.getError(),
                refused.getErrorDetail(),
                "a client policy refuses the request: " + refused.getErrorDetail());
    }

    RefusedBeforehand(RefusedRequestException refused) {
        this(refused.code().value(), refused.description(), refused.reason());
    }

    String error() {
        return error;
    }

    String description() {
        return description;
    }
}

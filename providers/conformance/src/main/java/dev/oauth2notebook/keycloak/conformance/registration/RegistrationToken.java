package dev.oauth2notebook.keycloak.conformance.registration;

import dev.oauth2notebook.keycloak.common.TokenHeader;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.keycloak.OAuthErrorException;
import org.keycloak.events.Details;
import org.keycloak.events.Errors;
import org.keycloak.events.EventBuilder;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.ErrorResponseException;
import org.keycloak.services.managers.AppAuthManager;

/**
 * Checks the token in the {@code Authorization} header of a registration request before Keycloak verifies it.
 *
 * @see RegistrationRefusals
 */
public final class RegistrationToken {

    private RegistrationToken() {}

    /** Returns whether the request has a token, whether valid or not. */
    static boolean isPresent(KeycloakSession session) {
        return find(session).isPresent();
    }

    /**
     * Rejects a token that would make Keycloak's verification fail with an internal error.
     *
     * @param session session of the current request
     * @param event event to which the error is added
     * @throws ErrorResponseException with {@code invalid_token}
     */
    public static void requireParsable(KeycloakSession session, EventBuilder event) {
        if (find(session).filter(token -> !TokenHeader.namesAlgorithm(token)).isPresent()) {
            event.detail(Details.REASON, TokenHeader.NO_ALGORITHM).error(Errors.INVALID_TOKEN);
            throw new ErrorResponseException(
                    OAuthErrorException.INVALID_TOKEN, TokenHeader.NO_ALGORITHM, Response.Status.UNAUTHORIZED);
        }
    }

    private static Optional<String> find(KeycloakSession session) {
        return Optional.ofNullable(AppAuthManager.extractAuthorizationHeaderTokenOrReturnNull(
                        session.getContext().getHttpRequest().getHttpHeaders()))
                .map(AppAuthManager.AuthHeader::getToken);
    }
}

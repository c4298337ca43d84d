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

/** The token in the {@code Authorization} header of a request, before Keycloak verifies it. */
public final class RegistrationToken {

    private RegistrationToken() {}

    /** Returns whether the request brings a token, valid or not. */
    static boolean isPresent(KeycloakSession session) {
        return find(session).isPresent();
    }

    /**
     * Refuses a token that Keycloak's verification would fail on.
     *
     * @throws ErrorResponseException with {@code invalid_token}
     */
    public static void requireReadable(KeycloakSession session, EventBuilder event) {
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

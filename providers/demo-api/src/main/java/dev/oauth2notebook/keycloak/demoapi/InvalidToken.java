package dev.oauth2notebook.keycloak.demoapi;

import java.util.List;
import org.keycloak.jose.jws.JWSInput;
import org.keycloak.jose.jws.JWSInputException;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.representations.AccessToken;
import org.keycloak.services.Urls;
import org.keycloak.urls.UrlType;

/**
 * Determines why a token was rejected. Whether a token has expired, been revoked or lost its session is disclosed only
 * to the bearer of a token that this realm has signed.
 *
 * @see ProtectedRequest
 */
final class InvalidToken {

    private InvalidToken() {}

    /**
     * Returns the error for a token that could not be verified.
     *
     * @param session session of the current request, with its realm set
     * @param token the token as sent
     * @param types accepted values of the claim {@code typ}
     */
    static ApiError reason(KeycloakSession session, String token, List<String> types) {
        if (!isJwt(token)) {
            return ApiError.MALFORMED_TOKEN;
        }
        AccessToken signed = session.tokens().decode(token, AccessToken.class);
        if (signed == null) {
            return ApiError.FOREIGN_TOKEN;
        }
        if (types.stream().noneMatch(type -> type.equalsIgnoreCase(signed.getType()))) {
            return ApiError.OTHER_TOKEN_TYPE;
        }
        if (!issuer(session.getContext()).equals(signed.getIssuer())) {
            return ApiError.OTHER_ISSUER;
        }
        return signed.isExpired() ? ApiError.EXPIRED_TOKEN : ApiError.ENDED_TOKEN;
    }

    private static String issuer(KeycloakContext context) {
        return Urls.realmIssuer(
                context.getUri(UrlType.FRONTEND).getBaseUri(),
                context.getRealm().getName());
    }

    private static boolean isJwt(String token) {
        try {
            new JWSInput(token).readJsonContent(AccessToken.class);
            return true;
        } catch (JWSInputException e) {
            return false;
        }
    }
}

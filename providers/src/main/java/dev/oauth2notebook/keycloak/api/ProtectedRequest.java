package dev.oauth2notebook.keycloak.api;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Locale;
import org.keycloak.http.HttpRequest;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.representations.AccessToken;
import org.keycloak.services.cors.Cors;
import org.keycloak.services.managers.AppAuthManager;
import org.keycloak.services.managers.AuthenticationManager.AuthResult;
import org.keycloak.util.TokenUtil;

/**
 * A request to the API whose access token has been verified.
 *
 * @param token the access token
 * @param cors the CORS headers for the token's client, still to be added to the response
 */
record ProtectedRequest(AccessToken token, Cors cors) {

    private static final String ACCESS_TOKEN = "access_token"; // RFC 6750 §2.2 and §2.3

    /**
     * Verifies the access token of the current request. Only the Authorization header is taken (RFC 6750 §2.1): a token
     * in a URL ends up in logs (§5.3).
     *
     * @param session of the current request
     * @param requiredScope scope that the token must have, or {@code null}
     * @return the verified request
     * @throws WebApplicationException with the response of RFC 6750 §3.1 if the request is refused
     */
    static ProtectedRequest authorize(KeycloakSession session, String requiredScope) {
        KeycloakContext context = session.getContext();
        Cors cors = Cors.builder().auth().exposedHeaders(HttpHeaders.WWW_AUTHENTICATE);
        if (!"https".equals(context.getUri().getBaseUri().getScheme())
                && context.getRealm().getSslRequired().isRequired(context.getConnection())) {
            throw refusal(ApiError.HTTPS_REQUIRED, context, TokenUtil.TOKEN_TYPE_BEARER, null, cors.allowAllOrigins());
        }
        Credentials credentials = Credentials.of(context, cors);
        AuthResult result = new AppAuthManager.BearerTokenAuthenticator(session)
                .setTokenString(credentials.token())
                .authenticate();
        if (result == null) {
            throw refusal(ApiError.INVALID_TOKEN, context, credentials.scheme(), null, cors.allowAllOrigins());
        }
        cors.checkAllowedOrigins(session, result.client());
        if (requiredScope != null && !Scopes.of(result.token()).contains(requiredScope)) {
            throw refusal(ApiError.INSUFFICIENT_SCOPE, context, credentials.scheme(), requiredScope, cors);
        }
        return new ProtectedRequest(result.token(), cors);
    }

    private static WebApplicationException refusal(
            ApiError error, KeycloakContext context, String scheme, String scope, Cors cors) {
        String challenge = scheme + " realm=\"" + context.getRealm().getName() + "\"";
        return new WebApplicationException(cors.add(error.response(challenge, scope)));
    }

    /** The token as sent, and under which scheme: Bearer or DPoP (RFC 9449 §7.1). */
    private record Credentials(String scheme, String token) {

        private static Credentials of(KeycloakContext context, Cors cors) {
            HttpRequest request = context.getHttpRequest();
            List<String> headers = request.getHttpHeaders().getRequestHeaders().get(HttpHeaders.AUTHORIZATION);
            int inHeader = headers == null ? 0 : headers.size();
            int elsewhere = (context.getUri().getQueryParameters().containsKey(ACCESS_TOKEN) ? 1 : 0)
                    + (request.getDecodedFormParameters().containsKey(ACCESS_TOKEN) ? 1 : 0);
            if (inHeader + elsewhere > 1) {
                throw bearerRefusal(ApiError.SEVERAL_TOKENS, context, cors);
            }
            if (inHeader == 0) {
                throw bearerRefusal(ApiError.MISSING_TOKEN, context, cors);
            }
            String[] parts = headers.get(0).strip().split(" +");
            String scheme = scheme(parts[0]);
            if (scheme == null) {
                throw bearerRefusal(ApiError.MISSING_TOKEN, context, cors);
            }
            if (parts.length != 2) {
                throw bearerRefusal(ApiError.MALFORMED_HEADER, context, cors);
            }
            return new Credentials(scheme, parts[1]);
        }

        private static String scheme(String sent) {
            return switch (sent.toLowerCase(Locale.ROOT)) {
                case "bearer" -> TokenUtil.TOKEN_TYPE_BEARER;
                case "dpop" -> TokenUtil.TOKEN_TYPE_DPOP;
                default -> null;
            };
        }

        private static WebApplicationException bearerRefusal(ApiError error, KeycloakContext context, Cors cors) {
            return refusal(error, context, TokenUtil.TOKEN_TYPE_BEARER, null, cors.allowAllOrigins());
        }
    }
}

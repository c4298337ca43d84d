package dev.oauth2notebook.keycloak.tokenexchange.request;

import static org.keycloak.OAuth2Constants.ACCESS_TOKEN_TYPE;
import static org.keycloak.OAuth2Constants.JWT_TOKEN_TYPE;
import static org.keycloak.OAuth2Constants.SUBJECT_TOKEN_TYPE;

import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import org.keycloak.protocol.oidc.TokenExchangeContext;

/**
 * Support for {@code subject_token_type} JWT (RFC 8693 §3). Keycloak's access tokens are JWTs, but Keycloak accepts
 * only the identifier of access tokens.
 */
public final class JwtSubject {

    private JwtSubject() {}

    /**
     * Returns a copy of the request with the type access token if its subject token has the type JWT, else the request.
     */
    public static TokenExchangeContext asAccessToken(TokenExchangeContext request) {
        if (!JWT_TOKEN_TYPE.equals(request.getParams().getSubjectTokenType())) {
            return request;
        }
        MultivaluedMap<String, String> form = new MultivaluedHashMap<>(request.getFormParams());
        form.putSingle(SUBJECT_TOKEN_TYPE, ACCESS_TOKEN_TYPE);
        return new TokenExchangeContext(
                request.getSession(),
                form,
                request.getCors(),
                request.getRealm(),
                request.getEvent(),
                request.getClient(),
                request.getClientConnection(),
                request.getHeaders(),
                request.getTokenManager(),
                request.getClientAuthAttributes());
    }
}

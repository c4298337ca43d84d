package dev.oauth2notebook.keycloak.exchange;

import org.keycloak.jose.jws.JWSInput;
import org.keycloak.jose.jws.JWSInputException;
import org.keycloak.representations.JsonWebToken;
import org.keycloak.util.TokenUtil;

/** The kind of token that an introspection request brings, whatever its hint says (RFC 7662 §2.1). */
final class IntrospectedType {

    private IntrospectedType() {}

    /**
     * Returns whether a token calls itself a refresh token. It only says who shall verify the token.
     *
     * @param token as received, not verified
     * @return {@code false} also for what is no token
     */
    static boolean isRefreshToken(String token) {
        try {
            JsonWebToken claims = new JWSInput(token).readJsonContent(JsonWebToken.class);
            return claims != null
                    && (TokenUtil.TOKEN_TYPE_REFRESH.equals(claims.getType())
                            || TokenUtil.TOKEN_TYPE_OFFLINE.equals(claims.getType()));
        } catch (JWSInputException | RuntimeException e) {
            return false;
        }
    }
}

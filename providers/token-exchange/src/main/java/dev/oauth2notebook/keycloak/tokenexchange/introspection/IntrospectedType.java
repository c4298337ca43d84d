package dev.oauth2notebook.keycloak.tokenexchange.introspection;

import dev.oauth2notebook.keycloak.tokenexchange.tokens.UnverifiedToken;
import org.keycloak.representations.JsonWebToken;
import org.keycloak.util.TokenUtil;

/** The kind of token that an introspection request brings, whatever its hint says (RFC 7662 §2.1). */
public final class IntrospectedType {

    private IntrospectedType() {}

    /**
     * Returns whether a token calls itself a refresh token. This decides only which provider verifies it.
     *
     * @param token as received, not verified
     * @return {@code false} also if it is not a JWT
     */
    public static boolean isRefreshToken(String token) {
        return UnverifiedToken.read(token)
                .map(JsonWebToken::getType)
                .filter(type -> TokenUtil.TOKEN_TYPE_REFRESH.equals(type) || TokenUtil.TOKEN_TYPE_OFFLINE.equals(type))
                .isPresent();
    }
}

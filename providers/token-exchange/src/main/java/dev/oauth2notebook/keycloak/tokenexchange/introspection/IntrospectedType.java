package dev.oauth2notebook.keycloak.tokenexchange.introspection;

import dev.oauth2notebook.keycloak.tokenexchange.tokens.UnverifiedToken;
import org.keycloak.representations.JsonWebToken;
import org.keycloak.util.TokenUtil;

/** Determines the type of an introspected token regardless of {@code token_type_hint} (RFC 7662 §2.1). */
public final class IntrospectedType {

    private IntrospectedType() {}

    /**
     * Returns whether a token has the type of a refresh token. The result only determines which provider verifies it.
     *
     * @param token the token as received, not verified
     * @return {@code false} also if the token is not a JWT
     */
    public static boolean isRefreshToken(String token) {
        return UnverifiedToken.read(token)
                .map(JsonWebToken::getType)
                .filter(type -> TokenUtil.TOKEN_TYPE_REFRESH.equals(type) || TokenUtil.TOKEN_TYPE_OFFLINE.equals(type))
                .isPresent();
    }
}

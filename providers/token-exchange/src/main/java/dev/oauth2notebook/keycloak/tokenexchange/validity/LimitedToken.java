package dev.oauth2notebook.keycloak.tokenexchange.validity;

import dev.oauth2notebook.keycloak.tokenexchange.permits.PolicyMode;
import dev.oauth2notebook.keycloak.tokenexchange.tokens.ActorClaims;
import dev.oauth2notebook.keycloak.tokenexchange.tokens.Ancestry;
import dev.oauth2notebook.keycloak.tokenexchange.tokens.UnverifiedToken;
import java.util.Map;
import org.keycloak.models.RealmModel;
import org.keycloak.representations.JsonWebToken;

/**
 * Detects tokens that other grants must not accept, because they would issue tokens without the limits of the exchange
 * (audience, expiry, scopes and chain of actors). The token is not verified here: Keycloak does that, and a client that
 * forges these claims only causes its own request to be refused.
 */
public final class LimitedToken {

    private LimitedToken() {}

    /**
     * Returns whether a token has {@code act}, or, if the realm enforces the policy, was issued by an exchange.
     *
     * @param token the token as received, not verified
     * @param realm the realm of the request
     * @return {@code false} also if the token is not a signed JWT, which Keycloak refuses
     */
    public static boolean isLimited(String token, RealmModel realm) {
        return UnverifiedToken.read(token)
                .map(JsonWebToken::getOtherClaims)
                .filter(claims -> hasActor(claims)
                        || PolicyMode.of(realm) == PolicyMode.ENFORCED && claims.containsKey(Ancestry.CLAIM))
                .isPresent();
    }

    /** The administrator who impersonates a user is not an actor of an exchange. */
    private static boolean hasActor(Map<String, Object> claims) {
        return claims.containsKey(ActorClaims.ACT)
                && (claims.containsKey(Ancestry.CLAIM) || !ActorClaims.isImpersonator(claims.get(ActorClaims.ACT)));
    }
}

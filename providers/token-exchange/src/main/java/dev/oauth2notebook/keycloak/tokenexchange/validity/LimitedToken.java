package dev.oauth2notebook.keycloak.tokenexchange.validity;

import dev.oauth2notebook.keycloak.tokenexchange.permits.RealmPolicy;
import dev.oauth2notebook.keycloak.tokenexchange.tokens.ActorClaims;
import dev.oauth2notebook.keycloak.tokenexchange.tokens.Ancestry;
import dev.oauth2notebook.keycloak.tokenexchange.tokens.UnverifiedToken;
import org.keycloak.models.RealmModel;
import org.keycloak.representations.JsonWebToken;

/**
 * A token that somebody presents at a grant which would issue one without the limits of token exchange: audience, expiry,
 * scopes and chain. Nothing is verified here: Keycloak does that, and who forges a limit only harms themselves.
 */
public final class LimitedToken {

    private LimitedToken() {}

    /**
     * Tells whether a token must not be turned into another one by other grants.
     *
     * @param token as sent; what is not a signed JWT is left to Keycloak to refuse
     * @param realm whose policy is asked
     * @return whether somebody acts by the token, or, where the policy is enforced, it was exchanged
     */
    public static boolean isLimited(String token, RealmModel realm) {
        return UnverifiedToken.read(token)
                .map(JsonWebToken::getOtherClaims)
                .filter(claims -> claims.containsKey(ActorClaims.ACT)
                        || RealmPolicy.isEnforced(realm) && claims.containsKey(Ancestry.CLAIM))
                .isPresent();
    }
}

package dev.oauth2notebook.keycloak.tokenexchange.validity;

import dev.oauth2notebook.keycloak.tokenexchange.mode.PolicyMode;
import dev.oauth2notebook.keycloak.tokenexchange.outcome.GrantRefusals;
import dev.oauth2notebook.keycloak.tokenexchange.tokens.ActorClaims;
import dev.oauth2notebook.keycloak.tokenexchange.tokens.Ancestry;
import dev.oauth2notebook.keycloak.tokenexchange.tokens.UnverifiedToken;
import java.util.Collection;
import java.util.Map;
import org.keycloak.events.EventBuilder;
import org.keycloak.models.RealmModel;
import org.keycloak.representations.JsonWebToken;
import org.keycloak.services.cors.Cors;

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
        return isLimited(token, PolicyMode.of(realm) == PolicyMode.ENFORCED);
    }

    /**
     * Refuses a request with a limited token. Where the policy only reports, adds to the event that it would refuse the
     * request.
     *
     * @param tokens the tokens of the request as received, not verified
     * @param realm the realm of the request
     * @param event the event of the request
     * @param cors for the response
     * @throws org.keycloak.services.CorsErrorResponseException if a token {@link #isLimited}
     */
    public static void refuse(Collection<String> tokens, RealmModel realm, EventBuilder event, Cors cors) {
        if (tokens.stream().anyMatch(token -> isLimited(token, realm))) {
            throw GrantRefusals.refuseLimitedToken(event, cors);
        }
        if (PolicyMode.of(realm) == PolicyMode.REPORT && tokens.stream().anyMatch(token -> isLimited(token, true))) {
            GrantRefusals.reportLimitedToken(event);
        }
    }

    private static boolean isLimited(String token, boolean enforced) {
        return UnverifiedToken.read(token)
                .map(JsonWebToken::getOtherClaims)
                .filter(claims -> hasActor(claims) || enforced && claims.containsKey(Ancestry.CLAIM))
                .isPresent();
    }

    /** The administrator who impersonates a user is not an actor of an exchange. */
    private static boolean hasActor(Map<String, Object> claims) {
        return claims.containsKey(ActorClaims.ACT)
                && (claims.containsKey(Ancestry.CLAIM) || !ActorClaims.isImpersonator(claims.get(ActorClaims.ACT)));
    }
}

package dev.oauth2notebook.keycloak.tokenexchange.issuing;

import dev.oauth2notebook.keycloak.tokenexchange.tokens.ActorClaims;
import dev.oauth2notebook.keycloak.tokenexchange.tokens.Ancestry;
import java.util.List;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.token.TokenPostProcessor;
import org.keycloak.protocol.oidc.token.TokenPostProcessorContext;
import org.keycloak.representations.AccessToken;
import org.keycloak.representations.JsonWebToken;

/**
 * The last to touch an access token of any grant before it is signed: {@code act}, {@code may_act} and {@value
 * Ancestry#CLAIM} are exactly what this package put there, whatever protocol mappers or user attributes say, and what
 * comes of an exchanged refresh token stays within the exchange.
 */
public final class IssuedClaimsProcessor implements TokenPostProcessor {

    private static final List<String> GUARDED =
            List.of(ActorClaims.ACT, ActorClaims.MAY_ACT, Ancestry.CLAIM, Ancestry.SUBJECT_ID);

    private final KeycloakSession session;

    IssuedClaimsProcessor(KeycloakSession session) {
        this.session = session;
    }

    /**
     * Sets the value that a guarded claim will have.
     *
     * @param context of the tokens that are being issued
     * @param claim {@link ActorClaims#ACT}, {@link ActorClaims#MAY_ACT} or {@link Ancestry#CLAIM}
     * @param value as JSON
     */
    public static void put(ClientSessionContext context, String claim, Object value) {
        context.setAttribute(attribute(claim), value);
    }

    @Override
    public void process(TokenPostProcessorContext context) {
        AccessToken token = context.accessToken();
        if (token == null) {
            return;
        }
        guard(token, context.clientSessionCtx());
        AuthorizedParty.guard(session, token, context.clientSessionCtx());
        Ancestry.find(context.clientSessionCtx()).ifPresent(ancestry -> {
            ancestry.apply(token);
            if (context.refreshToken() != null) {
                ancestry.addClaims(context.refreshToken());
            }
        });
        IssuanceLimits.find(context.clientSessionCtx()).ifPresent(limits -> {
            limits.apply(token);
            if (context.refreshToken() != null) {
                limits.apply(context.refreshToken());
            }
        });
    }

    /** Gives the guarded claims the values that were put, or removes them. */
    public static void guard(JsonWebToken token, ClientSessionContext context) {
        for (String claim : GUARDED) {
            Object value = context.getAttribute(attribute(claim), Object.class);
            if (value == null) {
                token.getOtherClaims().remove(claim);
            } else {
                token.setOtherClaims(claim, value);
            }
        }
    }

    private static String attribute(String claim) {
        return IssuedClaimsProcessor.class.getName() + "." + claim;
    }
}

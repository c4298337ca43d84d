package dev.oauth2notebook.keycloak.tokenexchange.issuing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.oauth2notebook.keycloak.tokenexchange.mode.KeycloakDelegation;
import dev.oauth2notebook.keycloak.tokenexchange.tokens.ActorClaims;
import dev.oauth2notebook.keycloak.tokenexchange.tokens.Ancestry;
import java.util.List;
import java.util.Map;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.ImpersonationSessionNote;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.token.TokenPostProcessor;
import org.keycloak.protocol.oidc.token.TokenPostProcessorContext;
import org.keycloak.representations.AccessToken;
import org.keycloak.representations.JsonWebToken;
import org.keycloak.util.JsonSerialization;

/**
 * Completes the access tokens of all grants after the protocol mappers and before they are signed. It sets {@code act},
 * {@code may_act} and {@value Ancestry#CLAIM} to the values that this module determined, whatever mappers or user
 * attributes have added, and applies the {@link IssuanceLimits} of exchanged and refreshed tokens. Where
 * {@link KeycloakDelegation} is used, {@code act} and {@code may_act} of other tokens are Keycloak's, and stay.
 *
 * <p>The values are attributes of the {@link ClientSessionContext}: {@code ExchangeTokenManager} and
 * {@link MayActMapper} set them with {@link #put}, {@link Ancestry#put} and {@link IssuanceLimits#put}.
 */
public final class IssuedClaimsProcessor implements TokenPostProcessor {

    private static final List<String> GUARDED =
            List.of(ActorClaims.ACT, ActorClaims.MAY_ACT, Ancestry.CLAIM, Ancestry.SUBJECT_ID);

    private final KeycloakSession session;

    IssuedClaimsProcessor(KeycloakSession session) {
        this.session = session;
    }

    /**
     * Sets the value that a guarded claim of the issued tokens will have.
     *
     * @param context context of the tokens that are being issued
     * @param claim {@link ActorClaims#ACT} or {@link ActorClaims#MAY_ACT}
     * @param value the JSON value of the claim
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
        guard(token, context.clientSessionCtx(), KeycloakDelegation.isUsed(session));
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

    /** Sets the guarded claims of a token to the values that were {@link #put}, and removes those without a value. */
    public static void guard(JsonWebToken token, ClientSessionContext context) {
        guard(token, context, false);
    }

    private static void guard(JsonWebToken token, ClientSessionContext context, boolean keycloakDelegates) {
        for (String claim : GUARDED) {
            Object value = context.getAttribute(attribute(claim), Object.class);
            if (value != null) {
                token.setOtherClaims(claim, value);
            } else if (!(keycloakDelegates && isKeycloaks(claim, context))
                    && !(claim.equals(ActorClaims.ACT) && namesImpersonator(token, context))) {
                token.getOtherClaims().remove(claim);
            }
        }
    }

    private static boolean isKeycloaks(String claim, ClientSessionContext context) {
        return (claim.equals(ActorClaims.ACT) || claim.equals(ActorClaims.MAY_ACT))
                && Ancestry.find(context).isEmpty();
    }

    /**
     * Returns whether {@code act} names the administrator who impersonates the user of the session, as Keycloak 26.8 does.
     * Only the session decides, so that a mapper cannot name anybody else.
     */
    private static boolean namesImpersonator(JsonWebToken token, ClientSessionContext context) {
        Object claim = token.getOtherClaims().get(ActorClaims.ACT);
        Object act = claim instanceof ObjectNode ? JsonSerialization.mapper.convertValue(claim, Map.class) : claim;
        if (!ActorClaims.isImpersonator(act) || Ancestry.find(context).isPresent()) {
            return false;
        }
        Map<?, ?> members = (Map<?, ?>) act;
        UserSessionModel session = context.getClientSession().getUserSession();
        Object name = members.get(ActorClaims.PREFERRED_USERNAME);
        return members.get(ActorClaims.SUB).equals(session.getNote(ImpersonationSessionNote.IMPERSONATOR_ID.toString()))
                && (name == null
                        || name.equals(session.getNote(ImpersonationSessionNote.IMPERSONATOR_USERNAME.toString())));
    }

    private static String attribute(String claim) {
        return IssuedClaimsProcessor.class.getName() + "." + claim;
    }
}

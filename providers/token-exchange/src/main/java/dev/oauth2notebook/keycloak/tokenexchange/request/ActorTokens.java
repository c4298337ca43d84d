package dev.oauth2notebook.keycloak.tokenexchange.request;

import dev.oauth2notebook.keycloak.common.AccessTokenVerification;
import dev.oauth2notebook.keycloak.tokenexchange.decision.ActorToken;
import dev.oauth2notebook.keycloak.tokenexchange.tokens.ActorClaims;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.keycloak.common.VerificationException;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.representations.AccessToken;
import org.keycloak.representations.dpop.DPoP;
import org.keycloak.services.util.DPoPUtil;
import org.keycloak.services.util.MtlsHoKTokenUtil;

/** Verifies actor tokens (RFC 8693 §2.1), which must be valid, unrevoked access tokens of the current realm. */
public final class ActorTokens {

    private final KeycloakSession session;

    ActorTokens(KeycloakSession session) {
        this.session = session;
    }

    /**
     * Verifies an actor token.
     *
     * @param token the token as received
     * @return the claims for the policy; empty if the token is malformed, expired, revoked, of another realm, or not an
     *     access token, if its user is disabled, or if it is bound to a key that the requester has not proven to
     *     possess
     */
    Optional<ActorToken> verify(String token) {
        KeycloakContext context = session.getContext();
        ClientModel client = context.getClient();
        UserSessionModel userSession = context.getUserSession();
        var bearerToken = context.getBearerToken();
        try {
            return AccessTokenVerification.verify(session, token, verifier -> {})
                    .filter(verified -> requesterProvesPossession(verified.token()))
                    .map(verified -> read(verified.user(), verified.token()));
        } finally {
            // The verification has replaced the client, session and token of the request by those of the actor.
            context.setClient(client);
            context.setUserSession(userSession);
            context.setBearerToken(bearerToken);
        }
    }

    /** Returns whether the token is not bound to a key (RFC 7800), or the requester has proven to possess the key. */
    private boolean requesterProvesPossession(AccessToken token) {
        AccessToken.Confirmation binding = token.getConfirmation();
        if (binding == null) {
            return true;
        }
        if (binding.getCertThumbprint() != null) {
            return MtlsHoKTokenUtil.verifyTokenBindingWithClientCertificate(
                    token, session.getContext().getHttpRequest(), session);
        }
        DPoP proof = session.getAttribute(DPoPUtil.DPOP_SESSION_ATTRIBUTE, DPoP.class);
        if (proof == null || binding.getKeyThumbprint() == null) {
            return false;
        }
        try {
            DPoPUtil.validateBinding(token, proof);
            return true;
        } catch (VerificationException e) {
            return false;
        }
    }

    /** Reads a verified actor token. Uses the user id instead of {@code sub}, which a mapper may have changed and the token may not have. */
    public static ActorToken read(UserModel user, AccessToken token) {
        return new ActorToken(
                user.getId(),
                token.getIssuedFor(),
                token.getIssuer(),
                token.getAudience() == null ? Set.of() : Set.copyOf(List.of(token.getAudience())),
                token.getOtherClaims().containsKey(ActorClaims.ACT));
    }
}

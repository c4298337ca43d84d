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

/** Verifies actor tokens (RFC 8693 §2.1): valid, unrevoked access tokens of this realm. */
final class ActorTokens {

    private final KeycloakSession session;

    ActorTokens(KeycloakSession session) {
        this.session = session;
    }

    /**
     * Verifies an actor token.
     *
     * @param token as sent
     * @return what it says; empty if it is malformed, expired, revoked, foreign, no access token, of a user who is
     *     disabled, or bound to a key that the requester has not proven to hold
     */
    Optional<ActorToken> verify(String token) {
        KeycloakContext context = session.getContext();
        ClientModel client = context.getClient();
        UserSessionModel userSession = context.getUserSession();
        var bearerToken = context.getBearerToken();
        try {
            return AccessTokenVerification.verify(session, token, verifier -> {})
                    .filter(verified -> provenByRequester(verified.token()))
                    .map(verified -> read(verified.user(), verified.token()));
        } finally {
            // Verifying has made the actor the party of this request; that is the subject.
            context.setClient(client);
            context.setUserSession(userSession);
            context.setBearerToken(bearerToken);
        }
    }

    /** A token that is bound to a key (RFC 7800) works only in the hands of the key's holder. */
    private boolean provenByRequester(AccessToken token) {
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

    /** The user's id, not {@code sub}: that a client scope may leave out, and a mapper may make up. */
    private static ActorToken read(UserModel user, AccessToken token) {
        return new ActorToken(
                user.getId(),
                token.getIssuedFor(),
                token.getIssuer(),
                token.getAudience() == null ? Set.of() : Set.copyOf(List.of(token.getAudience())),
                token.getOtherClaims().containsKey(ActorClaims.ACT));
    }
}

package dev.oauth2notebook.keycloak.tokenexchange.simulation;

import dev.oauth2notebook.keycloak.common.AccessTokenVerification;
import dev.oauth2notebook.keycloak.tokenexchange.decision.Actor;
import dev.oauth2notebook.keycloak.tokenexchange.decision.ActorToken;
import dev.oauth2notebook.keycloak.tokenexchange.decision.SubjectToken;
import dev.oauth2notebook.keycloak.tokenexchange.outcome.ExchangeError;
import dev.oauth2notebook.keycloak.tokenexchange.tokens.ActorClaims;
import dev.oauth2notebook.keycloak.tokenexchange.tokens.Ancestry;
import dev.oauth2notebook.keycloak.tokenexchange.tokens.ExchangeScopes;
import dev.oauth2notebook.keycloak.tokenexchange.tokens.LightweightRoles;
import dev.oauth2notebook.keycloak.tokenexchange.validity.ExchangeChain;
import java.util.List;
import java.util.Set;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.representations.AccessToken;
import org.keycloak.services.managers.AuthenticationManager.AuthResult;

/**
 * Verifies pasted tokens as an exchange does, except that possession of a key to which a token is bound cannot be
 * proven. The tokens are not kept.
 */
final class PastedTokens {

    private final KeycloakSession session;

    PastedTokens(KeycloakSession session) {
        this.session = session;
    }

    /**
     * Reads a subject token.
     *
     * @throws RefusedBeforehand if it is invalid, or not for the requester
     */
    SubjectToken subject(String token, ClientModel requester) throws RefusedBeforehand {
        boolean isBroken = new ExchangeChain(session).findProblem(token).isPresent();
        AuthResult verified = verify(token, ExchangeError.SUBJECT_TOKEN_INVALID);
        AccessToken subject = verified.token();
        if (isBroken) {
            throw new RefusedBeforehand(ExchangeError.SUBJECT_CHAIN_BROKEN);
        }
        if (Ancestry.ofExchange(subject).clients().size() > Ancestry.MAX_GENERATIONS) {
            throw new RefusedBeforehand(ExchangeError.TOO_MANY_EXCHANGES);
        }
        String clientId = requester.getClientId();
        if (!clientId.equals(subject.getIssuedFor()) && !subject.hasAudience(clientId)) {
            throw new RefusedBeforehand(ExchangeError.SUBJECT_NOT_FOR_REQUESTER);
        }
        return new SubjectToken(
                verified.user().getId(),
                subject.getIssuedFor(),
                ExchangeScopes.parse(subject.getScope()),
                new LightweightRoles(session).rolesOf(subject, verified.session()),
                chain(subject),
                ActorClaims.toMayAct(subject.getOtherClaims().get(ActorClaims.MAY_ACT)),
                subject.getExp());
    }

    /**
     * Reads an actor token.
     *
     * @throws RefusedBeforehand if it is invalid
     */
    ActorToken actor(String token) throws RefusedBeforehand {
        AuthResult verified = verify(token, ExchangeError.ACTOR_TOKEN_INVALID);
        AccessToken actor = verified.token();
        return new ActorToken(
                verified.user().getId(),
                actor.getIssuedFor(),
                actor.getIssuer(),
                actor.getAudience() == null ? Set.of() : Set.copyOf(List.of(actor.getAudience())),
                actor.getOtherClaims().containsKey(ActorClaims.ACT));
    }

    private AuthResult verify(String token, ExchangeError error) throws RefusedBeforehand {
        return AccessTokenVerification.verify(session, token, verifier -> {})
                .orElseThrow(() -> new RefusedBeforehand(error));
    }

    private static Actor chain(AccessToken subject) throws RefusedBeforehand {
        try {
            return ActorClaims.toActor(subject.getOtherClaims().get(ActorClaims.ACT));
        } catch (IllegalArgumentException e) {
            throw new RefusedBeforehand(ExchangeError.SUBJECT_ACT);
        }
    }
}

package dev.oauth2notebook.keycloak.tokenexchange.simulation;

import dev.oauth2notebook.keycloak.common.AccessTokenVerification;
import dev.oauth2notebook.keycloak.tokenexchange.decision.Actor;
import dev.oauth2notebook.keycloak.tokenexchange.decision.ActorToken;
import dev.oauth2notebook.keycloak.tokenexchange.decision.SubjectToken;
import dev.oauth2notebook.keycloak.tokenexchange.outcome.ExchangeError;
import dev.oauth2notebook.keycloak.tokenexchange.outcome.RefusedRequestException;
import dev.oauth2notebook.keycloak.tokenexchange.request.ActorTokens;
import dev.oauth2notebook.keycloak.tokenexchange.request.SubjectTokens;
import dev.oauth2notebook.keycloak.tokenexchange.validity.ExchangeChain;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
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
     * @throws RefusedRequestException if it is invalid, or not for the requester
     */
    SubjectToken subject(String token, ClientModel requester) {
        boolean isBroken = new ExchangeChain(session).findProblem(token).isPresent();
        AuthResult subject = verify(token, ExchangeError.SUBJECT_TOKEN_INVALID);
        Actor chain = SubjectTokens.chain(subject.token());
        if (isBroken) {
            throw new RefusedRequestException(ExchangeError.SUBJECT_CHAIN_BROKEN);
        }
        SubjectTokens.ancestry(subject.token());
        return SubjectTokens.read(session, subject.user(), subject.session(), subject.token(), chain, requester);
    }

    /**
     * Reads an actor token.
     *
     * @throws RefusedRequestException if it is invalid
     */
    ActorToken actor(String token) {
        AuthResult actor = verify(token, ExchangeError.ACTOR_TOKEN_INVALID);
        return ActorTokens.read(actor.user(), actor.token());
    }

    private AuthResult verify(String token, ExchangeError error) {
        return AccessTokenVerification.verify(session, token, verifier -> {})
                .orElseThrow(() -> new RefusedRequestException(error));
    }
}

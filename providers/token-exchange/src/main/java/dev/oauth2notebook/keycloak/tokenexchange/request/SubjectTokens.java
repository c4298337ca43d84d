package dev.oauth2notebook.keycloak.tokenexchange.request;

import dev.oauth2notebook.keycloak.tokenexchange.decision.Actor;
import dev.oauth2notebook.keycloak.tokenexchange.decision.SubjectToken;
import dev.oauth2notebook.keycloak.tokenexchange.outcome.ExchangeError;
import dev.oauth2notebook.keycloak.tokenexchange.outcome.RefusedRequestException;
import dev.oauth2notebook.keycloak.tokenexchange.tokens.ActorClaims;
import dev.oauth2notebook.keycloak.tokenexchange.tokens.Ancestry;
import dev.oauth2notebook.keycloak.tokenexchange.tokens.ExchangeScopes;
import dev.oauth2notebook.keycloak.tokenexchange.tokens.LightweightRoles;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.representations.AccessToken;

/** Checks and reads subject tokens (RFC 8693 §2.1) whose signature and validity have been verified. */
public final class SubjectTokens {

    private SubjectTokens() {}

    /**
     * Reads the {@code act} claim of a subject token.
     *
     * @return the chain of actors; {@code null} if the token has no {@code act}
     * @throws RefusedRequestException if {@code act} is malformed
     */
    public static Actor chain(AccessToken subject) {
        try {
            return ActorClaims.toActor(subject.getOtherClaims().get(ActorClaims.ACT));
        } catch (IllegalArgumentException e) {
            throw new RefusedRequestException(ExchangeError.SUBJECT_ACT);
        }
    }

    /**
     * Returns the ancestry of the tokens that are issued for a subject token.
     *
     * @throws RefusedRequestException if it would be too long
     */
    public static Ancestry ancestry(AccessToken subject) {
        Ancestry ancestry = Ancestry.ofExchange(subject);
        if (ancestry.clients().size() > Ancestry.MAX_GENERATIONS) {
            throw new RefusedRequestException(ExchangeError.TOO_MANY_EXCHANGES);
        }
        return ancestry;
    }

    /**
     * Reads the claims that the policy evaluates. Uses the user id instead of {@code sub}, which a mapper may have changed.
     *
     * @param session the current Keycloak session
     * @param user user of the token
     * @param userSession session of the token
     * @param subject the token
     * @param chain the result of {@link #chain} for the token
     * @param requester the client that requests the exchange
     * @throws RefusedRequestException if the token is not for the requester
     */
    public static SubjectToken read(
            KeycloakSession session,
            UserModel user,
            UserSessionModel userSession,
            AccessToken subject,
            Actor chain,
            ClientModel requester) {
        String clientId = requester.getClientId();
        if (!clientId.equals(subject.getIssuedFor()) && !subject.hasAudience(clientId)) {
            throw new RefusedRequestException(ExchangeError.SUBJECT_NOT_FOR_REQUESTER);
        }
        return new SubjectToken(
                user.getId(),
                subject.getIssuedFor(),
                ExchangeScopes.parse(subject.getScope()),
                new LightweightRoles(session).rolesOf(subject, userSession),
                chain,
                ActorClaims.toMayAct(subject.getOtherClaims().get(ActorClaims.MAY_ACT)),
                subject.getExp());
    }
}

package dev.oauth2notebook.keycloak.tokenexchange.validity;

import dev.oauth2notebook.keycloak.tokenexchange.decision.Actor;
import dev.oauth2notebook.keycloak.tokenexchange.tokens.ActorClaims;
import dev.oauth2notebook.keycloak.tokenexchange.tokens.Ancestry;
import dev.oauth2notebook.keycloak.tokenexchange.tokens.TokenIds;
import dev.oauth2notebook.keycloak.tokenexchange.tokens.UnverifiedToken;
import java.util.List;
import java.util.Optional;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.encode.AccessTokenContext.SessionType;
import org.keycloak.protocol.oidc.encode.TokenContextEncoderProvider;
import org.keycloak.representations.AccessToken;
import org.keycloak.services.util.UserSessionUtil;

/**
 * Checks the parties on which an exchanged token depends: the actors in its {@code act} claim (RFC 8693 §4.1), and the
 * clients of its ancestors. The token becomes invalid when one of them is disabled or deleted, or when the client
 * session of an ancestor ends. Revocation of the ancestors is checked by {@link AncestorRevocation} for access tokens,
 * and here for refresh and ID tokens, whose ids do not contain the ids of their ancestors.
 *
 * @see ExchangeChainCheckFactory
 */
public final class ExchangeChain {

    private final KeycloakSession session;
    private final RealmModel realm;

    /** Creates a check for the realm of the current request. */
    public ExchangeChain(KeycloakSession session) {
        this.session = session;
        this.realm = session.getContext().getRealm();
    }

    /**
     * Returns whether all actors and ancestors of a token are still valid. Call this before Keycloak looks up the
     * token's session: for some exchanged tokens, Keycloak creates a transient session, which hides the real one until
     * the request ends.
     *
     * @param token an access token whose signature has been verified
     */
    public boolean isIntact(AccessToken token) {
        return findProblem(token).isEmpty();
    }

    /**
     * Finds an invalid actor or ancestor of a token that Keycloak has not yet verified.
     *
     * @param token the token as received
     * @return the reason for the event; empty if there is no problem, if the token was not issued by an exchange, or if
     *     its signature is invalid
     */
    public Optional<String> findProblem(String token) {
        return UnverifiedToken.read(token)
                .filter(claims -> claims.getOtherClaims().containsKey(Ancestry.CLAIM))
                .map(claims -> session.tokens().decode(token, AccessToken.class))
                .flatMap(this::findProblem);
    }

    /**
     * Finds an invalid actor or ancestor of a token.
     *
     * @param token an access or refresh token that has otherwise been verified
     * @return the reason for the event; empty if there is no problem
     */
    public Optional<String> findProblem(AccessToken token) {
        Object act = token.getOtherClaims().get(ActorClaims.ACT);
        if (ActorClaims.isImpersonator(act) && !Ancestry.isExchanged(token)) {
            return Optional.empty();
        }
        try {
            for (Actor link = ActorClaims.toActor(act); link != null; link = link.previous()) {
                if (!isValid(link)) {
                    return Optional.of("the actor of client " + link.clientId() + " is no longer valid");
                }
            }
        } catch (IllegalArgumentException e) {
            return Optional.of(e.getMessage());
        }
        String subjectId = Ancestry.subjectIdClaim(token);
        if (subjectId != null && session.revokedTokens().contains(subjectId)) {
            return Optional.of("an ancestor of the token has been revoked");
        }
        List<String> ids = TokenIds.chain(token.getId());
        List<String> ancestors = subjectId == null ? ids.subList(1, ids.size()) : TokenIds.chain(subjectId);
        List<String> clients = Ancestry.clients(token);
        if (clients.size() != ancestors.size()) {
            return Optional.of("the ancestors of the token are incomplete");
        }
        for (int i = 0; i < clients.size(); i++) {
            if (!isAncestorValid(ancestors.get(i), clients.get(i), token)) {
                return Optional.of("the ancestor of the token that was issued to client " + clients.get(i)
                        + " is no longer valid");
            }
        }
        return Optional.empty();
    }

    /** Returns whether the actor's client and user, and the client's service account if it has one, are enabled. */
    private boolean isValid(Actor link) {
        ClientModel client = enabledClient(link.clientId());
        UserModel user = session.users().getUserById(realm, link.sub());
        if (client == null || user == null || !user.isEnabled()) {
            return false;
        }
        boolean isAccount = user.getServiceAccountClientLink() != null;
        if (!client.isServiceAccountsEnabled()) {
            return !isAccount;
        }
        UserModel account = isAccount ? user : session.users().getServiceAccount(client);
        return account != null && account.isEnabled();
    }

    /**
     * Applies the checks that Keycloak would apply to the ancestor itself, except for its expiry: a token may outlive
     * its ancestors.
     */
    private boolean isAncestorValid(String id, String clientId, AccessToken descendant) {
        ClientModel client = enabledClient(clientId);
        return client != null && descendant.getIat() >= client.getNotBefore() && hasSession(id, client, descendant);
    }

    /** Revoking a refresh token or a consent ends the client session, and thereby invalidates its access tokens. */
    private boolean hasSession(String id, ClientModel client, AccessToken descendant) {
        SessionType type = session.getProvider(TokenContextEncoderProvider.class)
                .getTokenContextFromTokenId(id)
                .getSessionType();
        if (type != SessionType.ONLINE && type != SessionType.OFFLINE) {
            return true; // Tokens of other session types have no client session of their own.
        }
        AccessToken ancestor = new AccessToken();
        ancestor.id(id);
        ancestor.iat(descendant.getIat());
        ancestor.setSessionId(descendant.getSessionId());
        KeycloakContext context = session.getContext();
        UserSessionModel userSession = context.getUserSession();
        try {
            return UserSessionUtil.findValidSessionForAccessToken(session, realm, ancestor, client, invalid -> {})
                            .getError()
                    == null;
        } finally {
            context.setUserSession(userSession);
        }
    }

    private ClientModel enabledClient(String clientId) {
        ClientModel client = realm.getClientByClientId(clientId);
        return client != null && client.isEnabled() ? client : null;
    }
}

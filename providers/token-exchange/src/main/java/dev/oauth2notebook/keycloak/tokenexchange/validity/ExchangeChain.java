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
 * The parties behind an exchanged token: the actors in its {@code act} (RFC 8693 §4.1), and the clients of the tokens that
 * it came from. The token is invalid once one of them is disabled or deleted. Revocation of those tokens is checked by {@link
 * AncestorRevocation}, except for refresh and ID tokens, whose ids do not contain the ids of their ancestors.
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
     * Returns whether all parties behind a token are still valid. Call this before Keycloak looks up the token's session: for
     * some exchanged tokens it creates a transient session, which hides the real one until the request ends.
     *
     * @param token an access token whose signature is verified
     */
    public boolean isIntact(AccessToken token) {
        return findProblem(token).isEmpty();
    }

    /**
     * Looks for an invalid party behind a token that Keycloak has not verified yet.
     *
     * @param token as sent
     * @return as {@link #findProblem(AccessToken)}; empty also if the token is not exchanged, or its signature is wrong
     */
    public Optional<String> findProblem(String token) {
        return UnverifiedToken.read(token)
                .filter(claims -> claims.getOtherClaims().containsKey(Ancestry.CLAIM))
                .map(claims -> session.tokens().decode(token, AccessToken.class))
                .flatMap(this::findProblem);
    }

    /**
     * Looks for an invalid party behind a token.
     *
     * @param token an access or refresh token, otherwise verified
     * @return the reason for the event; empty if all parties are valid
     */
    public Optional<String> findProblem(AccessToken token) {
        try {
            for (Actor link = ActorClaims.toActor(token.getOtherClaims().get(ActorClaims.ACT));
                    link != null;
                    link = link.previous()) {
                if (!isValid(link)) {
                    return Optional.of("the actor of client " + link.clientId() + " is gone");
                }
            }
        } catch (IllegalArgumentException e) {
            return Optional.of(e.getMessage());
        }
        String carried = Ancestry.subjectIdClaim(token);
        if (carried != null && session.revokedTokens().contains(carried)) {
            return Optional.of("a token that this one came from is revoked");
        }
        List<String> ids = TokenIds.chain(token.getId());
        List<String> ancestors = carried == null ? ids.subList(1, ids.size()) : TokenIds.chain(carried);
        List<String> clients = Ancestry.clients(token);
        if (clients.size() != ancestors.size()) {
            return Optional.of("the ancestors of the token are incomplete");
        }
        for (int i = 0; i < clients.size(); i++) {
            if (!isAncestorValid(ancestors.get(i), clients.get(i), token)) {
                return Optional.of("the token of client " + clients.get(i) + " that this one came from has ended");
            }
        }
        return Optional.empty();
    }

    /** An actor is a user of a client: both must be enabled, and the client's service account if it has one. */
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

    /** As Keycloak would judge the ancestor itself, but for its expiry: it may have been exchanged just in time. */
    private boolean isAncestorValid(String id, String clientId, AccessToken descendant) {
        ClientModel client = enabledClient(clientId);
        return client != null && descendant.getIat() >= client.getNotBefore() && hasSession(id, client, descendant);
    }

    /** Revoking a refresh token, or a consent, ends a client's part of the session, and with it its access tokens. */
    private boolean hasSession(String id, ClientModel client, AccessToken descendant) {
        SessionType type = session.getProvider(TokenContextEncoderProvider.class)
                .getTokenContextFromTokenId(id)
                .getSessionType();
        if (type != SessionType.ONLINE && type != SessionType.OFFLINE) {
            return true; // Such a token never had a part of its own.
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

package dev.oauth2notebook.keycloak.tokenexchange.simulation;

import dev.oauth2notebook.keycloak.tokenexchange.decision.CredentialsRequest;
import dev.oauth2notebook.keycloak.tokenexchange.issuing.CredentialsLimits;
import dev.oauth2notebook.keycloak.tokenexchange.request.CredentialsRequestReader;
import dev.oauth2notebook.keycloak.tokenexchange.resources.ResourceClients;
import dev.oauth2notebook.keycloak.tokenexchange.resources.ResourceRestriction;
import dev.oauth2notebook.keycloak.tokenexchange.tokens.ExchangeScopes;
import java.util.List;
import java.util.Optional;
import org.keycloak.OAuth2Constants;
import org.keycloak.OAuthErrorException;
import org.keycloak.common.constants.ServiceAccountConstants;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.models.UserSessionModel.SessionPersistenceState;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.protocol.oidc.TokenManager;
import org.keycloak.representations.AccessToken;
import org.keycloak.services.Urls;
import org.keycloak.services.managers.UserSessionManager;
import org.keycloak.services.util.DefaultClientSessionContext;

/**
 * A transient session of a service account, as Keycloak creates one for client credentials. It is not stored. Its tokens
 * are not signed, and leave the server in no form.
 *
 * <p>Repeats what {@code ClientCredentialsGrantType} does before it issues a token. Read in Keycloak 26.7.4;
 * {@code CredentialsSimulatorIT} fails if that changes.
 */
final class ServiceAccountSession {

    private final KeycloakSession session;
    private final UserSessionModel userSession;
    private final ClientSessionContext context;
    private final String scope;

    private ServiceAccountSession(
            KeycloakSession session, UserSessionModel userSession, ClientSessionContext context, String scope) {
        this.session = session;
        this.userSession = userSession;
        this.context = context;
        this.scope = scope;
    }

    /**
     * Creates the session.
     *
     * @param scope value of {@code scope}; {@code null} if the parameter is absent
     * @throws RefusedBeforehand if Keycloak would refuse the request
     */
    static ServiceAccountSession of(KeycloakSession session, ClientModel client, String scope)
            throws RefusedBeforehand {
        if (client.isBearerOnly() || client.isPublicClient() || !client.isServiceAccountsEnabled()) {
            throw refusal(
                    OAuthErrorException.UNAUTHORIZED_CLIENT,
                    "the requester is public or its service account is switched off");
        }
        UserModel user = session.users().getServiceAccount(client);
        if (user == null || !user.isEnabled()) {
            throw refusal(
                    OAuthErrorException.INVALID_REQUEST, "the service account of the requester is missing or disabled");
        }
        if (!TokenManager.isValidScope(session, scope, client)) {
            throw refusal(
                    OAuthErrorException.INVALID_SCOPE, "a requested scope is not assigned to the requester: " + scope);
        }
        RealmModel realm = session.getContext().getRealm();
        String host = session.getContext().getConnection().getRemoteHost();
        UserSessionModel userSession = new UserSessionManager(session)
                .createUserSession(
                        KeycloakModelUtils.generateId(),
                        realm,
                        user,
                        user.getUsername(),
                        host,
                        ServiceAccountConstants.CLIENT_AUTH,
                        false,
                        null,
                        null,
                        SessionPersistenceState.TRANSIENT);
        userSession.setNote(ServiceAccountConstants.CLIENT_ID, client.getClientId());
        userSession.setNote(ServiceAccountConstants.CLIENT_HOST, host);
        userSession.setNote(
                ServiceAccountConstants.CLIENT_ADDRESS,
                session.getContext().getConnection().getRemoteAddr());
        AuthenticatedClientSessionModel clientSession =
                session.sessions().createClientSession(realm, client, userSession);
        clientSession.setProtocol(OIDCLoginProtocol.LOGIN_PROTOCOL);
        clientSession.setNote(
                OIDCLoginProtocol.ISSUER,
                Urls.realmIssuer(session.getContext().getUri().getBaseUri(), realm.getName()));
        if (scope != null) {
            clientSession.setNote(OIDCLoginProtocol.SCOPE_PARAM, scope);
        }
        ClientSessionContext context =
                DefaultClientSessionContext.fromClientSessionAndScopeParameter(clientSession, scope, session);
        context.setAttribute(Constants.GRANT_TYPE, OAuth2Constants.CLIENT_CREDENTIALS);
        return new ServiceAccountSession(session, userSession, context, scope);
    }

    AuthenticatedClientSessionModel clientSession() {
        return context.getClientSession();
    }

    /**
     * Returns the request on which the policy decides.
     *
     * @param resources client ids for which the resources stand
     */
    CredentialsRequest request(List<String> audiences, List<String> resources) {
        return CredentialsRequestReader.read(context, scope, audiences, resources);
    }

    /** Returns the token that would be issued within the limits of a grant. */
    AccessToken token(CredentialsRequest request, CredentialsLimits limits) {
        AccessToken token = token(ExchangeScopes.restrict(context, request.scopes(), limits.scopes(), session));
        limits.apply(token);
        return token;
    }

    /** Returns the token for a resource that it has as audience without a permit; empty if it does not. */
    Optional<AccessToken> tokenFor(String resource) {
        AccessToken token = token(context);
        return new ResourceClients(session).find(resource, token).map(client -> {
            ResourceRestriction.limit(token, resource, client);
            return token;
        });
    }

    private AccessToken token(ClientSessionContext limited) {
        return new TokenManager()
                .createClientAccessToken(
                        session,
                        session.getContext().getRealm(),
                        clientSession().getClient(),
                        userSession.getUser(),
                        userSession,
                        limited,
                        false);
    }

    private static RefusedBeforehand refusal(String error, String reason) {
        return new RefusedBeforehand(error, reason, reason);
    }
}

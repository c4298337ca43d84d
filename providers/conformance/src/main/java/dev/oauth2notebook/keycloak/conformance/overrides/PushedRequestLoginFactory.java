package dev.oauth2notebook.keycloak.conformance.overrides;

import dev.oauth2notebook.keycloak.common.ShownInServerInfo;
import dev.oauth2notebook.keycloak.conformance.par.ReloadedLogin;
import java.util.function.Function;
import org.keycloak.Config;
import org.keycloak.authentication.AuthenticationFlowError;
import org.keycloak.authentication.AuthenticationFlowException;
import org.keycloak.events.EventBuilder;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.LoginProtocol;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.protocol.oidc.OIDCLoginProtocolFactory;
import org.keycloak.protocol.oidc.OIDCProviderConfig;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * OpenID Connect as Keycloak does it, except for logins with a pushed request: if the request was used up meanwhile,
 * Keycloak says that the password is wrong, and if its reference has expired, the login page cannot be loaded again.
 *
 * <p>Overrides create and createProtocolEndpoint: there is no hook after a login has failed or before a page is loaded again. Read in Keycloak 26.7.4; {@code PushedRequestIT} fails if that changes.
 */
public final class PushedRequestLoginFactory extends OIDCLoginProtocolFactory implements ShownInServerInfo {

    private static final int INSTEAD_OF_KEYCLOAKS_OWN = 100;

    private OIDCProviderConfig config;

    @Override
    public int order() {
        return INSTEAD_OF_KEYCLOAKS_OWN;
    }

    @Override
    public void init(Config.Scope scope) {
        super.init(scope);
        config = new OIDCProviderConfig(scope);
    }

    @Override
    public LoginProtocol create(KeycloakSession session) {
        return new Login(config).setSession(session);
    }

    @Override
    public Object createProtocolEndpoint(KeycloakSession session, EventBuilder event) {
        return ReloadedLogin.find(session)
                .<Object>map(Function.identity())
                .orElseGet(() -> super.createProtocolEndpoint(session, event));
    }

    private static final class Login extends OIDCLoginProtocol {

        private Login(OIDCProviderConfig config) {
            super(config);
        }

        /** RFC 9126 §4: the reference is good for one authorization; the page tells to begin again at the client. */
        @Override
        public void authenticationComplete(AuthenticationSessionModel login) {
            try {
                super.authenticationComplete(login);
            } catch (AuthenticationFlowException e) {
                throw new AuthenticationFlowException(e, AuthenticationFlowError.INVALID_CLIENT_SESSION);
            }
        }
    }
}

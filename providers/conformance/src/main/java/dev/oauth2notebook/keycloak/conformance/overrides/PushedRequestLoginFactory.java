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
 * Keycloak's OpenID Connect protocol with two corrections for logins with a pushed request: Keycloak reports a wrong
 * password if the request has meanwhile been used, and does not allow the login page to be reloaded after the reference
 * has expired. The limits on the length of parameters are kept in {@link ParameterLengths}.
 *
 * <p>Overrides {@code create} and {@code createProtocolEndpoint}: there is no hook for failed or reloaded logins.
 * Read in Keycloak 26.7.4; {@code PushedRequestIT} fails if that changes.
 *
 * @see ReloadedLogin
 */
public final class PushedRequestLoginFactory extends OIDCLoginProtocolFactory implements ShownInServerInfo {

    private static final int BEFORE_KEYCLOAK = 100;

    private OIDCProviderConfig config;

    @Override
    public int order() {
        return BEFORE_KEYCLOAK;
    }

    @Override
    public void init(Config.Scope scope) {
        super.init(scope);
        config = new ParameterLengths(scope);
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

        /**
         * RFC 9126 §4: a reference can be used only once. The error page tells the user to start again at the client.
         */
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

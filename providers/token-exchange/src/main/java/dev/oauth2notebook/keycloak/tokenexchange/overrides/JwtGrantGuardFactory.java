package dev.oauth2notebook.keycloak.tokenexchange.overrides;

import dev.oauth2notebook.keycloak.common.ShownInServerInfo;
import dev.oauth2notebook.keycloak.tokenexchange.validity.LimitedToken;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.keycloak.OAuth2Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.grants.JWTAuthorizationGrantType;
import org.keycloak.protocol.oidc.grants.JWTAuthorizationGrantTypeFactory;
import org.keycloak.protocol.oidc.grants.OAuth2GrantType;

/**
 * Keycloak's JWT authorization grant (RFC 7523 §2.1), except that it refuses assertions that have {@code act} or were
 * issued by an exchange, because the token that it issues would not contain the actors and limits.
 *
 * <p>Overrides process: the check must precede the processing of the assertion. Read in Keycloak 26.7.4;
 * {@code OtherGrantsIT} fails if that changes.
 *
 * @see LimitedToken
 */
public final class JwtGrantGuardFactory extends JWTAuthorizationGrantTypeFactory implements ShownInServerInfo {

    private static final int BEFORE_KEYCLOAK = 100;

    @Override
    public int order() {
        return BEFORE_KEYCLOAK;
    }

    @Override
    public OAuth2GrantType create(KeycloakSession session) {
        return new JwtGrantGuard();
    }

    private static final class JwtGrantGuard extends JWTAuthorizationGrantType {

        @Override
        public Response process(Context context) {
            setContext(context);
            List<String> assertions = formParams.getOrDefault(OAuth2Constants.ASSERTION, List.of());
            LimitedToken.refuse(assertions, realm, event, cors);
            return super.process(context);
        }
    }
}

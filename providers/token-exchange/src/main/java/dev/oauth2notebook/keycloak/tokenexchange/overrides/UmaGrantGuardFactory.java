package dev.oauth2notebook.keycloak.tokenexchange.overrides;

import dev.oauth2notebook.keycloak.common.ShownInServerInfo;
import dev.oauth2notebook.keycloak.tokenexchange.issuing.AuthorizedParty;
import dev.oauth2notebook.keycloak.tokenexchange.validity.LimitedToken;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.grants.OAuth2GrantType;
import org.keycloak.protocol.oidc.grants.PermissionGrantType;
import org.keycloak.protocol.oidc.grants.PermissionGrantTypeFactory;
import org.keycloak.services.managers.AppAuthManager;
import org.keycloak.services.managers.AppAuthManager.AuthHeader;

/**
 * Keycloak's UMA grant, except that it issues no token for a token that has {@code act} or was issued by an exchange,
 * because that token would not contain the actors and limits. Decisions and lists of permissions, which are not tokens,
 * are returned.
 *
 * <p>Overrides process: the check must precede the processing of the tokens. Read in Keycloak 26.7.4;
 * {@code OtherGrantsIT} fails if that changes.
 */
public final class UmaGrantGuardFactory extends PermissionGrantTypeFactory implements ShownInServerInfo {

    private static final int BEFORE_KEYCLOAK = 100;

    @Override
    public int order() {
        return BEFORE_KEYCLOAK;
    }

    @Override
    public OAuth2GrantType create(KeycloakSession session) {
        return new UmaGrantGuard();
    }

    private static final class UmaGrantGuard extends PermissionGrantType {

        private static final List<String> TOKENS = List.of("claim_token", "subject_token", "rpt");
        private static final String RESPONSE_MODE = "response_mode";
        private static final Set<String> WITHOUT_TOKEN = Set.of("decision", "permissions");

        @Override
        public Response process(Context context) {
            setContext(context);
            List<String> tokens = tokens();
            if (!WITHOUT_TOKEN.contains(Objects.toString(formParams.getFirst(RESPONSE_MODE), ""))) {
                LimitedToken.refuse(tokens, realm, event, cors);
            }
            AuthorizedParty.allow(session, tokens);
            return super.process(context);
        }

        private List<String> tokens() {
            AuthHeader header = AppAuthManager.extractAuthorizationHeaderTokenOrReturnNull(headers);
            return Stream.concat(
                            Stream.ofNullable(header).map(AuthHeader::getToken),
                            TOKENS.stream().flatMap(name -> formParams.getOrDefault(name, List.of()).stream()))
                    .toList();
        }
    }
}

package dev.oauth2notebook.keycloak.tokenexchange.issuing;

import dev.oauth2notebook.keycloak.tokenexchange.tokens.Ancestry;
import dev.oauth2notebook.keycloak.tokenexchange.tokens.UnverifiedToken;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.keycloak.OAuth2Constants;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.representations.AccessToken;

/**
 * The client that a token was issued to, its {@code azp}. Permits trust it, and Keycloak lets protocol mappers write it;
 * so it is put right before the token is signed.
 */
public final class AuthorizedParty {

    private static final String ALLOWED = AuthorizedParty.class.getName();

    private AuthorizedParty() {}

    /** Lets the tokens of this request be issued to the clients that those were issued to, which UMA does. */
    public static void allow(KeycloakSession session, Collection<String> tokens) {
        session.setAttribute(
                ALLOWED,
                tokens.stream()
                        .flatMap(token -> UnverifiedToken.read(token).stream())
                        .map(token -> String.valueOf(token.getIssuedFor()))
                        .collect(Collectors.toSet()));
    }

    /** Puts {@code azp} right, if a mapper has changed it. */
    static void guard(KeycloakSession session, AccessToken token, ClientSessionContext context) {
        Set<?> allowed = session.getAttribute(ALLOWED, Set.class);
        if (allowed != null) {
            if (!allowed.contains(token.getIssuedFor())) {
                token.issuedFor(session.getContext().getClient().getClientId());
            }
            return;
        }
        String client = context.getClientSession().getClient().getClientId();
        // The legacy exchange issues in the client session of the audience, and sets azp itself after all mappers.
        if (!client.equals(token.getIssuedFor()) && !isLegacyExchange(session, context)) {
            token.issuedFor(client);
        }
    }

    private static boolean isLegacyExchange(KeycloakSession session, ClientSessionContext context) {
        if (Ancestry.find(context).isPresent()) {
            return false;
        }
        MultivaluedMap<String, String> form =
                session.getContext().getHttpRequest().getDecodedFormParameters();
        return form != null
                && OAuth2Constants.TOKEN_EXCHANGE_GRANT_TYPE.equals(form.getFirst(OIDCLoginProtocol.GRANT_TYPE_PARAM));
    }
}

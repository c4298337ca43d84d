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
 * Protects the {@code azp} claim, the client to which a token was issued. Permits rely on it, but Keycloak allows
 * protocol mappers to change it, so it is corrected before the token is signed.
 *
 * @see IssuedClaimsProcessor
 */
public final class AuthorizedParty {

    private static final String ALLOWED = AuthorizedParty.class.getName();

    private AuthorizedParty() {}

    /**
     * Allows the tokens of the current request to be issued to the clients of the given tokens, as Keycloak's UMA grant
     * does.
     *
     * @param tokens the tokens in the request, not verified
     */
    public static void allow(KeycloakSession session, Collection<String> tokens) {
        session.setAttribute(
                ALLOWED,
                tokens.stream()
                        .flatMap(token -> UnverifiedToken.read(token).stream())
                        .map(token -> String.valueOf(token.getIssuedFor()))
                        .collect(Collectors.toSet()));
    }

    /** Corrects {@code azp} if a mapper has changed it. */
    static void guard(KeycloakSession session, AccessToken token, ClientSessionContext context) {
        Set<?> allowed = session.getAttribute(ALLOWED, Set.class);
        if (allowed != null) {
            if (!allowed.contains(token.getIssuedFor())) {
                token.issuedFor(session.getContext().getClient().getClientId());
            }
            return;
        }
        String client = context.getClientSession().getClient().getClientId();
        // The legacy exchange uses the client session of the audience, and sets azp itself after all mappers.
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

package dev.oauth2notebook.keycloak.pages;

import dev.oauth2notebook.keycloak.common.ListedEndpoint;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.protocol.oidc.utils.RedirectUtils;

/**
 * An authorization request with PKCE that the start page offers to send, and whose response the callback page shows. The
 * browser makes the state and the code verifier (RFC 7636 §4.1), and keeps them.
 *
 * @param client the first client on the start page that may use the callback page as redirect URI
 * @param redirectUri URL of the callback page
 */
public record SampleRequest(ListedClient client, String redirectUri) {

    /**
     * Returns the request for a mount.
     *
     * @param session session of the current request, with its realm set
     * @param endpoints endpoints of the mount
     * @return the request; empty if no listed client can send one
     */
    static Optional<SampleRequest> of(KeycloakSession session, Endpoints endpoints) {
        return endpoints
                .find(Endpoints.CALLBACK)
                .map(ListedEndpoint::url)
                .flatMap(callback -> ListedClient.of(session.getContext().getRealm()).stream()
                        .filter(ListedClient::signsUsersIn)
                        .filter(client -> mayRedirect(session, client, callback))
                        .findFirst()
                        .map(client -> new SampleRequest(client, callback)));
    }

    /** Returns the scopes to request, separated by spaces (RFC 6749 §3.3). */
    public String scope() {
        return String.join(" ", client.defaultScopes());
    }

    private static boolean mayRedirect(KeycloakSession session, ListedClient client, String callback) {
        RealmModel realm = session.getContext().getRealm();
        return RedirectUtils.verifyRedirectUri(session, callback, realm.getClientByClientId(client.id())) != null;
    }
}

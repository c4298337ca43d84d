package dev.oauth2notebook.keycloak.aliases;

import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import org.keycloak.http.HttpRequest;
import org.keycloak.models.KeycloakContext;

/**
 * The current request with the URL that the client called, although {@link RootMount} has re-routed it to another path,
 * and without an empty {@code scope}. The URL matters because DPoP proofs contain it (RFC 9449 §4.2, {@code htu}).
 *
 * @see OAuth2ResourceProvider
 */
final class OriginalRequest extends RequestWrapper {

    private final UriInfo uri;

    private OriginalRequest(HttpRequest request, UriInfo uri) {
        super(request);
        this.uri = uri;
    }

    /**
     * Wraps the current request.
     *
     * @param context context of the current request, with its realm set
     * @param mount mount that the client called
     */
    static void install(KeycloakContext context, Mount mount) {
        HttpRequest request = context.getHttpRequest();
        UriInfo uri = mount.isRoot() ? new OriginalUri(request.getUri(), mount.calledPath()) : request.getUri();
        context.setHttpRequest(new OriginalRequest(request, uri));
        // Clears the URLs that the context has already derived from the request.
        context.setRealm(context.getRealm());
    }

    @Override
    public UriInfo getUri() {
        return uri;
    }

    @Override
    public MultivaluedMap<String, String> getDecodedFormParameters() {
        return EmptyScope.removeFrom(super.getDecodedFormParameters());
    }
}

package dev.oauth2notebook.keycloak.aliases;

import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import org.keycloak.http.HttpRequest;
import org.keycloak.models.KeycloakContext;

/**
 * The request with the URL that the client called, after {@link RootMount} has re-routed it to another path, and without an
 * empty {@code scope}. DPoP proofs sign the original URL (RFC 9449 §4.2, {@code htu}).
 */
final class OriginalRequest extends RequestWrapper {

    private final UriInfo uri;

    private OriginalRequest(HttpRequest request, UriInfo uri) {
        super(request);
        this.uri = uri;
    }

    /**
     * Makes a context see the request like this.
     *
     * @param context of the current request, with its realm set
     * @param mount that the client called
     */
    static void install(KeycloakContext context, Mount mount) {
        HttpRequest request = context.getHttpRequest();
        UriInfo uri = mount.isRoot() ? new OriginalUri(request.getUri(), mount.calledPath()) : request.getUri();
        context.setHttpRequest(new OriginalRequest(request, uri));
        // Drops the URLs that the context has derived from the request so far.
        context.setRealm(context.getRealm());
    }

    @Override
    public UriInfo getUri() {
        return uri;
    }

    @Override
    public MultivaluedMap<String, String> getDecodedFormParameters() {
        return EmptyScope.dropFrom(super.getDecodedFormParameters());
    }
}

package dev.oauth2notebook.keycloak.aliases;

import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.PathSegment;
import jakarta.ws.rs.core.UriBuilder;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.List;

/**
 * The URL of a request with the path that the client called. The path segments and matched resources are those of the
 * realm resource, because JAX-RS uses them.
 *
 * @see OriginalRequest
 */
final class OriginalUri implements UriInfo {

    private final UriInfo delegate;
    private final String calledPath;

    OriginalUri(UriInfo delegate, String calledPath) {
        this.delegate = delegate;
        this.calledPath = calledPath;
    }

    @Override
    public URI getAbsolutePath() {
        return getAbsolutePathBuilder().build();
    }

    @Override
    public UriBuilder getAbsolutePathBuilder() {
        return delegate.getAbsolutePathBuilder().replacePath(calledPath);
    }

    @Override
    public URI getRequestUri() {
        return getRequestUriBuilder().build();
    }

    @Override
    public UriBuilder getRequestUriBuilder() {
        return delegate.getRequestUriBuilder().replacePath(calledPath);
    }

    @Override
    public URI getBaseUri() {
        return delegate.getBaseUri();
    }

    @Override
    public UriBuilder getBaseUriBuilder() {
        return delegate.getBaseUriBuilder();
    }

    @Override
    public String getPath() {
        return delegate.getPath();
    }

    @Override
    public String getPath(boolean decode) {
        return delegate.getPath(decode);
    }

    @Override
    public List<PathSegment> getPathSegments() {
        return delegate.getPathSegments();
    }

    @Override
    public List<PathSegment> getPathSegments(boolean decode) {
        return delegate.getPathSegments(decode);
    }

    @Override
    public MultivaluedMap<String, String> getPathParameters() {
        return delegate.getPathParameters();
    }

    @Override
    public MultivaluedMap<String, String> getPathParameters(boolean decode) {
        return delegate.getPathParameters(decode);
    }

    @Override
    public MultivaluedMap<String, String> getQueryParameters() {
        return delegate.getQueryParameters();
    }

    @Override
    public MultivaluedMap<String, String> getQueryParameters(boolean decode) {
        return delegate.getQueryParameters(decode);
    }

    @Override
    public List<String> getMatchedURIs() {
        return delegate.getMatchedURIs();
    }

    @Override
    public List<String> getMatchedURIs(boolean decode) {
        return delegate.getMatchedURIs(decode);
    }

    @Override
    public List<Object> getMatchedResources() {
        return delegate.getMatchedResources();
    }

    @Override
    public URI resolve(URI uri) {
        return delegate.resolve(uri);
    }

    @Override
    public URI relativize(URI uri) {
        return delegate.relativize(uri);
    }
}

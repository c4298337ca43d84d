package dev.oauth2notebook.keycloak.aliases;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.security.cert.X509Certificate;
import org.keycloak.http.FormPartValue;
import org.keycloak.http.HttpRequest;

/**
 * A request that delegates to another request; subclasses override what they change.
 *
 * <p>Repeats all methods of {@link HttpRequest}, for which Keycloak has no wrapper; one with a default implementation would not
 * be delegated. Read in Keycloak 26.7.4; {@code RequestWrapperTest} fails if that changes.
 */
abstract class RequestWrapper implements HttpRequest {

    private final HttpRequest wrapped;

    /** @param wrapped the request to delegate to */
    RequestWrapper(HttpRequest wrapped) {
        this.wrapped = wrapped;
    }

    @Override
    public String getHttpMethod() {
        return wrapped.getHttpMethod();
    }

    @Override
    public MultivaluedMap<String, String> getDecodedFormParameters() {
        return wrapped.getDecodedFormParameters();
    }

    @Override
    public MultivaluedMap<String, FormPartValue> getMultiPartFormParameters() {
        return wrapped.getMultiPartFormParameters();
    }

    @Override
    public HttpHeaders getHttpHeaders() {
        return wrapped.getHttpHeaders();
    }

    @Override
    public X509Certificate[] getClientCertificateChain() {
        return wrapped.getClientCertificateChain();
    }

    @Override
    public UriInfo getUri() {
        return wrapped.getUri();
    }

    @Override
    public boolean isProxyTrusted() {
        return wrapped.isProxyTrusted();
    }
}

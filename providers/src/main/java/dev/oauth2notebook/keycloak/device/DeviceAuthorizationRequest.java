package dev.oauth2notebook.keycloak.device;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.security.cert.X509Certificate;
import org.keycloak.http.FormPartValue;
import org.keycloak.http.HttpRequest;
import org.keycloak.models.KeycloakContext;

/** A device authorization request (RFC 8628 §3.1) that no client needs PKCE for, see {@link ImpliedChallenge}. */
public final class DeviceAuthorizationRequest implements HttpRequest {

    private final KeycloakContext context;
    private final HttpRequest delegate;

    private DeviceAuthorizationRequest(KeycloakContext context) {
        this.context = context;
        this.delegate = context.getHttpRequest();
    }

    /**
     * Makes a context see its request like this.
     *
     * @param context of the current request
     */
    public static void install(KeycloakContext context) {
        context.setHttpRequest(new DeviceAuthorizationRequest(context));
    }

    @Override
    public MultivaluedMap<String, String> getDecodedFormParameters() {
        return ImpliedChallenge.addTo(delegate.getDecodedFormParameters(), context.getClient());
    }

    @Override
    public String getHttpMethod() {
        return delegate.getHttpMethod();
    }

    @Override
    public MultivaluedMap<String, FormPartValue> getMultiPartFormParameters() {
        return delegate.getMultiPartFormParameters();
    }

    @Override
    public HttpHeaders getHttpHeaders() {
        return delegate.getHttpHeaders();
    }

    @Override
    public UriInfo getUri() {
        return delegate.getUri();
    }

    @Override
    public X509Certificate[] getClientCertificateChain() {
        return delegate.getClientCertificateChain();
    }

    @Override
    public boolean isProxyTrusted() {
        return delegate.isProxyTrusted();
    }
}

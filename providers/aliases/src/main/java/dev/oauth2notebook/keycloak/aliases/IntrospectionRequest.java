package dev.oauth2notebook.keycloak.aliases;

import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import org.keycloak.http.HttpRequest;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.TokenIntrospectionProvider;
import org.keycloak.protocol.oidc.endpoints.TokenIntrospectionEndpoint;

/**
 * Hides an unknown {@code token_type_hint} of an introspection request, for which Keycloak would reject the request.
 *
 * @see AliasTargets
 */
final class IntrospectionRequest extends RequestWrapper {

    private final KeycloakSession session;

    private IntrospectionRequest(HttpRequest request, KeycloakSession session) {
        super(request);
        this.session = session;
    }

    /**
     * Wraps the current request.
     *
     * @param session session of the current request
     */
    static void install(KeycloakSession session) {
        session.getContext()
                .setHttpRequest(new IntrospectionRequest(session.getContext().getHttpRequest(), session));
    }

    /** RFC 7662 §2.1: the server may ignore the hint. Keycloak rejects a repeated parameter. */
    @Override
    public MultivaluedMap<String, String> getDecodedFormParameters() {
        MultivaluedMap<String, String> form = super.getDecodedFormParameters();
        List<String> hints = form.get(TokenIntrospectionEndpoint.PARAM_TOKEN_TYPE_HINT);
        if (hints == null || hints.size() != 1 || isKnown(hints.get(0))) {
            return form;
        }
        MultivaluedMap<String, String> rest = new MultivaluedHashMap<>(form);
        rest.remove(TokenIntrospectionEndpoint.PARAM_TOKEN_TYPE_HINT);
        return rest;
    }

    private boolean isKnown(String hint) {
        return session.getKeycloakSessionFactory().getProviderFactory(TokenIntrospectionProvider.class, hint) != null;
    }
}

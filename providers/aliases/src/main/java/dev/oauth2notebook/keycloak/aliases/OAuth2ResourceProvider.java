package dev.oauth2notebook.keycloak.aliases;

import dev.oauth2notebook.keycloak.common.EndpointOptions;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.resource.RealmResourceProvider;

/** Restores the URL that the client called and passes the request to {@link OAuth2Resource}. */
final class OAuth2ResourceProvider implements RealmResourceProvider {

    private final KeycloakSession session;
    private final EndpointOptions options;

    OAuth2ResourceProvider(KeycloakSession session, EndpointOptions options) {
        this.session = session;
        this.options = options;
    }

    @Override
    public Object getResource() {
        Mount mount = Mount.current();
        OriginalRequest.install(session.getContext(), mount);
        OAuth2Resource resource = new OAuth2Resource(new AliasTargets(session, mount, options), mount);
        resource.requireMethod();
        return resource;
    }

    @Override
    public void close() {}
}

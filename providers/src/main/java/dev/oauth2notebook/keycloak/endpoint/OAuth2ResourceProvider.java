package dev.oauth2notebook.keycloak.endpoint;

import org.keycloak.models.KeycloakSession;
import org.keycloak.services.resource.RealmResourceProvider;

/** Prepares a request for the aliases and hands it to {@link OAuth2Resource}. */
final class OAuth2ResourceProvider implements RealmResourceProvider {

    private final KeycloakSession session;

    OAuth2ResourceProvider(KeycloakSession session) {
        this.session = session;
    }

    @Override
    public Object getResource() {
        Mount mount = Mount.current();
        CalledRequest.install(session.getContext(), mount);
        OAuth2Resource resource = new OAuth2Resource(session, mount);
        resource.requireMethod();
        return resource;
    }

    @Override
    public void close() {}
}

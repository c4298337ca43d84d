package dev.oauth2notebook.keycloak.tokenexchange.page;

import dev.oauth2notebook.keycloak.common.EndpointOptions;
import dev.oauth2notebook.keycloak.common.ShownInServerInfo;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.services.managers.RealmManager;
import org.keycloak.services.resource.RealmResourceProvider;
import org.keycloak.services.resource.RealmResourceProviderFactory;

/**
 * Creates the realm resource {@value #ID}, the page of the permits, for realms with pages ({@link EndpointOptions}) and
 * for the realm of the server's administrators.
 *
 * @see PermitsPageResource
 */
public final class PermitsPageProviderFactory implements RealmResourceProviderFactory, ShownInServerInfo {

    /** Id of this provider, and the path segment below {@code /realms/{realm}/}. */
    public static final String ID = "permits";

    private EndpointOptions options;

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public RealmResourceProvider create(KeycloakSession session) {
        return new RealmResourceProvider() {

            /** Keycloak returns 404 if the resource is {@code null}. */
            @Override
            public Object getResource() {
                var realm = session.getContext().getRealm();
                boolean isServed = options.hasPages(realm.getName())
                        || (RealmManager.isAdministrationRealm(realm)
                                && !options.pageRealms().isEmpty());
                return isServed ? new PermitsPageResource(session, options) : null;
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public void init(Config.Scope config) {}

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        options = EndpointOptions.read();
    }

    @Override
    public void close() {}
}

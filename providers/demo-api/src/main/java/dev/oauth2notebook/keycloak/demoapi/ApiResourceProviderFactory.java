package dev.oauth2notebook.keycloak.demoapi;

import dev.oauth2notebook.keycloak.common.ProtectedApi;
import dev.oauth2notebook.keycloak.common.ShownInServerInfo;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.services.resource.RealmResourceProvider;
import org.keycloak.services.resource.RealmResourceProviderFactory;

/**
 * Creates the realm resource {@value ProtectedApi#ID}, the protected API, for realms with an {@link ApiAudience}.
 *
 * @see ApiResource
 */
public final class ApiResourceProviderFactory implements RealmResourceProviderFactory, ShownInServerInfo {

    @Override
    public String getId() {
        return ProtectedApi.ID;
    }

    @Override
    public RealmResourceProvider create(KeycloakSession session) {
        return new RealmResourceProvider() {

            /** Keycloak returns 404 if the resource is {@code null}. */
            @Override
            public Object getResource() {
                return ApiAudience.isSet(session.getContext().getRealm()) ? new ApiResource(session) : null;
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public void init(Config.Scope config) {}

    @Override
    public void postInit(KeycloakSessionFactory factory) {}

    @Override
    public void close() {}
}

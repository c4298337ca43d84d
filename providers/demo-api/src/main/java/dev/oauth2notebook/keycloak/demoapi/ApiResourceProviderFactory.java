package dev.oauth2notebook.keycloak.demoapi;

import dev.oauth2notebook.keycloak.common.ProtectedApi;
import dev.oauth2notebook.keycloak.common.ShownInServerInfo;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.services.resource.RealmResourceProvider;
import org.keycloak.services.resource.RealmResourceProviderFactory;

/** The realm resource {@value ProtectedApi#ID}: the protected API, in realms that have an {@link ApiAudience}. */
public final class ApiResourceProviderFactory implements RealmResourceProviderFactory, ShownInServerInfo {

    @Override
    public String getId() {
        return ProtectedApi.ID;
    }

    @Override
    public RealmResourceProvider create(KeycloakSession session) {
        return new RealmResourceProvider() {

            /** Keycloak answers 404 if there is no resource. */
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

package dev.oauth2notebook.keycloak.aliases;

import dev.oauth2notebook.keycloak.common.EndpointOptions;
import dev.oauth2notebook.keycloak.common.ShownInServerInfo;
import java.util.List;
import java.util.Map;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.PostMigrationEvent;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.services.resource.RealmResourceProvider;
import org.keycloak.services.resource.RealmResourceProviderFactory;

/**
 * Creates the realm resource {@code oauth2}, which serves the endpoint aliases of a realm.
 *
 * @see RootMount
 */
public final class OAuth2ResourceProviderFactory implements RealmResourceProviderFactory, ShownInServerInfo {

    /** Id of this provider, which is also its path segment below {@code /realms/{realm}/}. */
    static final String ID = EndpointOptions.PROVIDER;

    private EndpointOptions options;

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public RealmResourceProvider create(KeycloakSession session) {
        return new OAuth2ResourceProvider(session, options);
    }

    @Override
    public void init(Config.Scope config) {}

    /** Keycloak's runtime options, on which the default of {@code local} depends, are available only from here on. */
    @Override
    public void postInit(KeycloakSessionFactory factory) {
        options = EndpointOptions.read();
        if (options.hasRootRealm()) {
            factory.register(event -> {
                if (event instanceof PostMigrationEvent) {
                    new StartupChecks(options).run(factory);
                }
            });
        }
    }

    @Override
    public void close() {}

    @Override
    public List<ProviderConfigProperty> getConfigMetadata() {
        return EndpointOptions.metadata();
    }

    @Override
    public Map<String, String> effectiveOptions() {
        return options.values();
    }
}

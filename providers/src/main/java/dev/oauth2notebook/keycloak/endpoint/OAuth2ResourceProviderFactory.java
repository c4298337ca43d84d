package dev.oauth2notebook.keycloak.endpoint;

import dev.oauth2notebook.keycloak.ShownInServerInfo;
import java.util.List;
import java.util.Map;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.PostMigrationEvent;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;
import org.keycloak.services.resource.RealmResourceProvider;
import org.keycloak.services.resource.RealmResourceProviderFactory;

/** The realm resource {@code oauth2}: the endpoint aliases of a realm. */
public final class OAuth2ResourceProviderFactory implements RealmResourceProviderFactory, ShownInServerInfo {

    /** Id of this provider, and the path segment below {@code /realms/{realm}/}. */
    public static final String ID = "oauth2";

    /** Option: name of the realm whose aliases are mounted at the server root; empty for none. */
    static final String ROOT_REALM = "root-realm";

    /** Option: whether a mount itself answers with the start page. */
    static final String START_PAGE = "start-page";

    /** Option: whether the server is for the person at this machine alone. */
    static final String LOCAL = "local";

    private static final String SPI = "realm-restapi-extension";

    /** Returns the effective value of {@link #ROOT_REALM}, empty if nothing is mounted at the root. */
    public static String rootRealm() {
        return Config.scope(SPI, ID).get(ROOT_REALM, "").strip();
    }

    /** Returns whether this server serves an alias. */
    static boolean serves(Alias alias) {
        return alias != Alias.START || Config.scope(SPI, ID).getBoolean(START_PAGE, true);
    }

    /** Returns the effective value of {@link #LOCAL}; where it is not set, what Keycloak's own options imply. */
    static boolean isLocal() {
        return Config.scope(SPI, ID).getBoolean(LOCAL, LocalServer.isConfigured());
    }

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public RealmResourceProvider create(KeycloakSession session) {
        return new OAuth2ResourceProvider(session);
    }

    @Override
    public void init(Config.Scope config) {}

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        if (!rootRealm().isEmpty()) {
            factory.register(event -> {
                if (event instanceof PostMigrationEvent) {
                    new StartupChecks(rootRealm()).run(factory);
                }
            });
        }
    }

    @Override
    public void close() {}

    @Override
    public List<ProviderConfigProperty> getConfigMetadata() {
        return ProviderConfigurationBuilder.create()
                .property()
                .name(ROOT_REALM)
                .type(ProviderConfigProperty.STRING_TYPE)
                .label("Root realm")
                .helpText("Name of the realm whose endpoint aliases are mounted at the server root. Empty: none.")
                .defaultValue("")
                .add()
                .property()
                .name(START_PAGE)
                .type(ProviderConfigProperty.BOOLEAN_TYPE)
                .label("Start page")
                .helpText(
                        "Whether / (of the root realm) and /realms/{realm}/oauth2 show the start page. Off: / is Keycloak's.")
                .defaultValue(true)
                .add()
                .property()
                .name(LOCAL)
                .type(ProviderConfigProperty.BOOLEAN_TYPE)
                .label("Local")
                .helpText(
                        "Whether only this machine can reach the server, so that pages opened under a loopback name may"
                                + " show development secrets. Not set: true if http-host is a loopback address and hostname is"
                                + " not a public name.")
                .add()
                .build();
    }

    @Override
    public Map<String, String> effectiveOptions() {
        return Map.of(
                ROOT_REALM,
                rootRealm(),
                START_PAGE,
                String.valueOf(serves(Alias.START)),
                LOCAL,
                String.valueOf(isLocal()));
    }
}

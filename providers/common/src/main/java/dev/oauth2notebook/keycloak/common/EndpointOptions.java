package dev.oauth2notebook.keycloak.common;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keycloak.Config;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;

/**
 * The options of the endpoint aliases, which are options of the realm resource provider that serves them.
 *
 * @param rootRealm name of the realm whose aliases are mounted at the server root; empty if none
 * @param pageRealms names of the realms that have pages for users
 * @param local whether only this machine can reach the server
 */
public record EndpointOptions(String rootRealm, Set<String> pageRealms, boolean local) {

    /** Id of the provider that has the options, and the path segment of the aliases below {@code /realms/{realm}/}. */
    public static final String PROVIDER = "oauth2";

    private static final String SPI = "realm-restapi-extension";
    private static final String ROOT_REALM = "root-realm";
    private static final String PAGE_REALMS = "page-realms";
    private static final String LOCAL = "local";

    /**
     * Reads the options from Keycloak's configuration; they do not change while the server runs. Must not be called
     * before {@code ProviderFactory.postInit}: the default of {@code local} depends on Keycloak's runtime options.
     */
    public static EndpointOptions read() {
        Config.Scope config = Config.scope(SPI, PROVIDER);
        return new EndpointOptions(
                config.get(ROOT_REALM, "").strip(),
                Stream.of(config.get(PAGE_REALMS, "").split(","))
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .collect(Collectors.toUnmodifiableSet()),
                config.getBoolean(LOCAL, LocalServer.isConfigured()));
    }

    /** Returns whether aliases are mounted at the server root. */
    public boolean hasRootRealm() {
        return !rootRealm.isEmpty();
    }

    /** Returns whether the aliases of a realm include pages for users. */
    public boolean hasPages(String realm) {
        return pageRealms.contains(realm);
    }

    /** Returns the type, default value and help text of each option. */
    public static List<ProviderConfigProperty> metadata() {
        return ProviderConfigurationBuilder.create()
                .property()
                .name(ROOT_REALM)
                .type(ProviderConfigProperty.STRING_TYPE)
                .label("Root realm")
                .helpText("Name of the realm whose endpoint aliases are mounted at the server root. If empty, none.")
                .defaultValue("")
                .add()
                .property()
                .name(PAGE_REALMS)
                .type(ProviderConfigProperty.STRING_TYPE)
                .label("Realms with pages")
                .helpText(
                        "Names of the realms, separated by commas, that have a start page, a callback page, pages that"
                                + " explain endpoints, errors and unknown paths, and a page of the permits. If empty, none, and"
                                + " Keycloak serves /.")
                .defaultValue("")
                .add()
                .property()
                .name(LOCAL)
                .type(ProviderConfigProperty.BOOLEAN_TYPE)
                .label("Local server")
                .helpText(
                        "Whether only this machine can reach the server, so that pages opened under a loopback name may"
                                + " show development secrets. If not set: true if http-host is a loopback address and"
                                + " hostname is not a public name.")
                .add()
                .build();
    }

    /** Returns the effective values by option name. */
    public Map<String, String> values() {
        return Map.of(
                ROOT_REALM,
                rootRealm,
                PAGE_REALMS,
                pageRealms.stream().sorted().collect(Collectors.joining(",")),
                LOCAL,
                String.valueOf(local));
    }
}

package dev.oauth2notebook.keycloak.aliases;

import dev.oauth2notebook.keycloak.common.PageRealms;
import dev.oauth2notebook.keycloak.common.RootRealm;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.keycloak.Config;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;

/**
 * The options of the endpoint aliases.
 *
 * @param rootRealm name of the realm whose aliases are mounted at the server root; empty if none
 * @param pageRealms names of the realms that have pages for users
 * @param local whether only this machine can reach the server
 */
record AliasOptions(String rootRealm, Set<String> pageRealms, boolean local) {

    static final String LOCAL = "local";

    /** Reads the provider's options from Keycloak's configuration; they do not change while the server runs. */
    static AliasOptions read() {
        Config.Scope config = Config.scope(RootRealm.SPI, RootRealm.PROVIDER);
        return new AliasOptions(
                RootRealm.name(), PageRealms.names(), config.getBoolean(LOCAL, LocalServer.isConfigured()));
    }

    /** Returns whether aliases are mounted at the server root. */
    boolean hasRootRealm() {
        return !rootRealm.isEmpty();
    }

    /** Returns whether the aliases of a realm include the start page and the callback page. */
    boolean hasPages(String realm) {
        return pageRealms.contains(realm);
    }

    /** Returns the type, default value and help text of each option. */
    static List<ProviderConfigProperty> metadata() {
        return ProviderConfigurationBuilder.create()
                .property()
                .name(RootRealm.OPTION)
                .type(ProviderConfigProperty.STRING_TYPE)
                .label("Root realm")
                .helpText("Name of the realm whose endpoint aliases are mounted at the server root. If empty, none.")
                .defaultValue("")
                .add()
                .property()
                .name(PageRealms.OPTION)
                .type(ProviderConfigProperty.STRING_TYPE)
                .label("Realms with pages")
                .helpText("Names of the realms, separated by commas, that have a start page, a callback page and pages"
                        + " that explain endpoints and unknown paths. If empty, none, and Keycloak serves /.")
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
    Map<String, String> values() {
        return Map.of(
                RootRealm.OPTION,
                rootRealm,
                PageRealms.OPTION,
                pageRealms.stream().sorted().collect(Collectors.joining(",")),
                LOCAL,
                String.valueOf(local));
    }
}

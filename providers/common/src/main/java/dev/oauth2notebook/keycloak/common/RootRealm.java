package dev.oauth2notebook.keycloak.common;

import org.keycloak.Config;

/**
 * The realm whose endpoint aliases are mounted at the server root. It is an option of the realm resource provider that
 * serves the aliases.
 */
public final class RootRealm {

    /** Name of the SPI of the provider that has the option. */
    public static final String SPI = "realm-restapi-extension";

    /** Id of that provider, and the path segment of the aliases below {@code /realms/{realm}/}. */
    public static final String PROVIDER = "oauth2";

    /** Name of the option. */
    public static final String OPTION = "root-realm";

    private RootRealm() {}

    /** Returns the name of the realm; an empty string if nothing is mounted at the root. */
    public static String name() {
        return Config.scope(SPI, PROVIDER).get(OPTION, "").strip();
    }
}

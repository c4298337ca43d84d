package dev.oauth2notebook.keycloak.common;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.resource.RealmResourceProvider;

/**
 * The realms that have a start page, a callback page and pages that explain endpoints and unknown paths. It is an option
 * of the realm resource provider that serves the aliases.
 *
 * @see RootRealm
 */
public final class PageRealms {

    /** Name of the option. */
    public static final String OPTION = "page-realms";

    private PageRealms() {}

    /** Returns the names of the realms. */
    public static Set<String> names() {
        return Stream.of(Config.scope(RootRealm.SPI, RootRealm.PROVIDER)
                        .get(OPTION, "")
                        .split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Returns whether a realm has these pages.
     *
     * @param session session of the current request
     * @param realm name of the realm
     */
    public static boolean contains(KeycloakSession session, String realm) {
        return names().contains(realm)
                && session.getKeycloakSessionFactory()
                                .getProviderFactory(RealmResourceProvider.class, RootRealm.PROVIDER)
                        != null;
    }
}

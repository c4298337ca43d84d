package dev.oauth2notebook.keycloak.pages;

import dev.oauth2notebook.keycloak.common.EndpointOptions;
import java.net.URI;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.Urls;
import org.keycloak.services.resource.RealmResourceProvider;
import org.keycloak.urls.UrlType;

/**
 * The URL of the start page, to which other pages link if they would otherwise be dead ends.
 *
 * @see StartResource
 */
public final class StartPageUrl {

    private StartPageUrl() {}

    /**
     * Returns the URL: that of the server root for the realm that is mounted there.
     *
     * @param session session of the current request
     * @return the URL; empty if the realm of the request has no start page
     */
    public static Optional<String> of(KeycloakSession session) {
        RealmModel realm = session.getContext().getRealm();
        EndpointOptions options = EndpointOptions.read();
        if (realm == null || !options.hasPages(realm.getName()) || !areAliasesInstalled(session)) {
            return Optional.empty();
        }
        URI base = session.getContext().getUri(UrlType.FRONTEND).getBaseUri();
        URI page = realm.getName().equals(options.rootRealm())
                ? base
                : Urls.realmBase(base)
                        .path("{realm}")
                        .path(EndpointOptions.PROVIDER)
                        .build(realm.getName());
        return Optional.of(page.toString());
    }

    private static boolean areAliasesInstalled(KeycloakSession session) {
        return session.getKeycloakSessionFactory()
                        .getProviderFactory(RealmResourceProvider.class, EndpointOptions.PROVIDER)
                != null;
    }
}

package dev.oauth2notebook.keycloak.aliases;

import org.keycloak.common.util.Encode;

/** The path of the realm resource that serves the aliases of a realm. */
final class RealmPath {

    private RealmPath() {}

    /**
     * Returns the path of a realm's aliases.
     *
     * @param realm name of the realm, not encoded
     * @return the percent-encoded path relative to the server's base path, with a trailing slash
     */
    static String of(String realm) {
        return "realms/" + Encode.encodePathSegmentAsIs(realm) + "/" + OAuth2ResourceProviderFactory.ID + "/";
    }
}

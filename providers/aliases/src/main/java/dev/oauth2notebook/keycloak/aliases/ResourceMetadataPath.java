package dev.oauth2notebook.keycloak.aliases;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the metadata of a protected resource is: the well-known path is put between the host and the path of the
 * resource (RFC 9728 §3.1), so it is at the root of the host whatever the server's base path is.
 */
final class ResourceMetadataPath {

    private static final String WELL_KNOWN = "/" + Alias.RESOURCE_METADATA.path();

    private static final Pattern BELOW_REALM =
            Pattern.compile("(realms/[^/]+/" + OAuth2ResourceProviderFactory.ID + ")(?:/(.+))?");

    private ResourceMetadataPath() {}

    /**
     * Finds the resource that the path of a request asks the metadata of.
     *
     * @param path as called, still percent-encoded
     * @param basePath the server's, with a trailing slash
     * @return the place of the metadata; empty if the path asks for something else
     */
    static Optional<Place> find(String path, String basePath) {
        if (!path.equals(WELL_KNOWN) && !path.startsWith(WELL_KNOWN + "/")) {
            return Optional.empty();
        }
        String resource = path.substring(WELL_KNOWN.length());
        if (!(resource + "/").startsWith(basePath)) {
            return Optional.empty();
        }
        String belowBase = resource.length() < basePath.length() ? "" : resource.substring(basePath.length());
        Matcher realm = BELOW_REALM.matcher(belowBase);
        Place place = realm.matches()
                ? new Place(realm.group(1) + "/", alias(realm.group(2)))
                : new Place(null, alias(belowBase));
        return Optional.of(place).filter(found -> Alias.find(found.alias()).isPresent());
    }

    private static String alias(String resource) {
        return Alias.RESOURCE_METADATA.path() + (resource == null || resource.isEmpty() ? "" : "/" + resource);
    }

    /**
     * Where a request for metadata goes on to.
     *
     * @param realmPath path of the realm resource below the base path, still percent-encoded, with a trailing slash;
     *     {@code null} for the mount at the root
     * @param alias path of the alias
     */
    record Place(String realmPath, String alias) {}
}

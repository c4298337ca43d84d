package dev.oauth2notebook.keycloak.aliases;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parses the paths of metadata for protected resources. The well-known path is inserted between the host and the path
 * of the resource (RFC 9728 §3.1), so it is at the root of the host regardless of the server's base path.
 *
 * @see RootMount
 */
final class ResourceMetadataPath {

    private static final String WELL_KNOWN = "/" + Alias.RESOURCE_METADATA.path();

    private static final Pattern BELOW_REALM =
            Pattern.compile("(realms/[^/]+/" + OAuth2ResourceProviderFactory.ID + ")(?:/(.+))?");

    private ResourceMetadataPath() {}

    /**
     * Finds the alias to which a request for metadata is re-routed.
     *
     * @param path percent-encoded path of the request
     * @param basePath the server's base path, with a trailing slash
     * @return the target; empty if the path is not that of the metadata of a resource
     */
    static Optional<Target> find(String path, String basePath) {
        if (!path.equals(WELL_KNOWN) && !path.startsWith(WELL_KNOWN + "/")) {
            return Optional.empty();
        }
        String resource = path.substring(WELL_KNOWN.length());
        if (!(resource + "/").startsWith(basePath)) {
            return Optional.empty();
        }
        String belowBase = resource.length() < basePath.length() ? "" : resource.substring(basePath.length());
        Matcher realm = BELOW_REALM.matcher(belowBase);
        Target target = realm.matches()
                ? new Target(realm.group(1) + "/", alias(realm.group(2)))
                : new Target(null, alias(belowBase));
        return Optional.of(target).filter(found -> Alias.find(found.alias()).isPresent());
    }

    private static String alias(String resource) {
        return Alias.RESOURCE_METADATA.path() + (resource == null || resource.isEmpty() ? "" : "/" + resource);
    }

    /**
     * The alias that serves a metadata document.
     *
     * @param realmPath percent-encoded path of the realm resource below the base path, with a trailing slash; {@code
     *     null} for the root mount
     * @param alias path of the alias below the mount
     */
    record Target(String realmPath, String alias) {}
}

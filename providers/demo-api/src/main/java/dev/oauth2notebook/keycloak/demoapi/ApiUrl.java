package dev.oauth2notebook.keycloak.demoapi;

import dev.oauth2notebook.keycloak.common.ProtectedApi;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.keycloak.models.KeycloakContext;
import org.keycloak.urls.UrlType;

/**
 * The URLs of the API. They are derived from the URL that the client called, because the API has several paths.
 *
 * @see ResourceMetadataResource
 */
final class ApiUrl {

    private static final Pattern WELL_KNOWN_SEGMENTS =
            Pattern.compile("(^|/)" + Pattern.quote(ProtectedApi.METADATA_PATH));

    private static final Pattern RESOURCE_PATH =
            Pattern.compile("(realms/(?<realm>[^/]+)/[^/]+/)?((?<api>api/)?(?<name>[^/]+)/)?");

    private ApiUrl() {}

    /**
     * Returns the URL of the resource that was called, or whose metadata was called.
     *
     * @param context context of the current request
     * @return the backend URL, without a trailing slash
     */
    static String resource(KeycloakContext context) {
        UriInfo called = context.getHttpRequest().getUri();
        String path = called.getRequestUri()
                .getRawPath()
                .substring(called.getBaseUri().getRawPath().length());
        String url = context.getUri(UrlType.BACKEND).getBaseUri() + resource(path);
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    /** Like {@link #resource(KeycloakContext)}, for a path relative to the server's base path. */
    static String resource(String calledPath) {
        return WELL_KNOWN_SEGMENTS.matcher(calledPath).replaceFirst("").replaceFirst("^/", "");
    }

    /**
     * Returns whether a URL is one of those that {@link #resource(KeycloakContext)} returns, with any of the API's paths.
     *
     * @param url the URL, which must be exactly the same text
     * @param base the server's backend URL, with a trailing slash
     * @param realm name of the API's realm
     */
    static boolean isResource(String url, String base, String realm) {
        if (!(url + "/").startsWith(base)) {
            return false;
        }
        Matcher path = RESOURCE_PATH.matcher(url.equals(base) ? "/" : (url + "/").substring(base.length()));
        if (!path.matches()
                || path.group("realm") != null && !path.group("realm").equals(realm)
                || path.group("realm") == null && path.group("name") != null && path.group("api") == null) {
            return false;
        }
        return path.group("name") == null
                || ProtectedResource.find(path.group("name")).isPresent();
    }

    /**
     * Returns the URL of the metadata of the resource that was called. The well-known path is inserted between the host
     * and the path of the resource (RFC 9728 §3.1).
     *
     * @param context context of the current request
     */
    static String metadata(KeycloakContext context) {
        return metadata(resource(context));
    }

    /** Like {@link #metadata(KeycloakContext)}, for the URL of a resource. */
    static String metadata(String resource) {
        String path = URI.create(resource).getRawPath();
        return resource.substring(0, resource.length() - path.length()) + "/" + ProtectedApi.METADATA_PATH + path;
    }
}

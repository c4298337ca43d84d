package dev.oauth2notebook.keycloak.aliases;

import dev.oauth2notebook.keycloak.common.ListedEndpoint;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.inject.spi.CDI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.keycloak.models.KeycloakContext;
import org.keycloak.urls.UrlType;

/**
 * The mount at which the current request has called an alias: the server root, or {@code /realms/{realm}/oauth2}.
 *
 * @see RootMount
 */
final class Mount {

    private static final String CALLED_PATH = Mount.class.getName() + ".calledPath";

    private static final Pattern BELOW_REALM_RESOURCE =
            Pattern.compile(".*?/realms/[^/]+/" + OAuth2ResourceProviderFactory.ID + "/(.*)");

    private final RoutingContext routing;

    private Mount(RoutingContext routing) {
        this.routing = routing;
    }

    /** Returns the mount of the current request. */
    static Mount current() {
        return new Mount(CDI.current().select(RoutingContext.class).get());
    }

    /** Returns the root mount for the current request, which has not called an alias. */
    static Mount root() {
        Mount mount = current();
        mount.routing.put(CALLED_PATH, mount.routing.request().path());
        return mount;
    }

    /**
     * Re-routes a request at the server root to an alias. The query stays unchanged.
     *
     * @param routing the request
     * @param alias path of the alias at the realm resource, including the server's base path
     */
    static void enterRoot(RoutingContext routing, String alias) {
        routing.put(CALLED_PATH, routing.request().path());
        enter(routing, alias);
    }

    /**
     * Re-routes a request to an alias at a realm's own mount. The query stays unchanged.
     *
     * @param routing the request
     * @param alias path of the alias at the realm resource, including the server's base path
     */
    static void enter(RoutingContext routing, String alias) {
        String query = routing.request().query();
        routing.reroute(alias + (query == null ? "" : "?" + query));
    }

    /** Returns whether the client called the server root. */
    boolean isRoot() {
        return calledPath() != null;
    }

    /** Returns whether the client called an alias at either mount, and not one of Keycloak's own paths. */
    boolean isCalled() {
        return isRoot()
                || BELOW_REALM_RESOURCE.matcher(routing.request().path()).matches();
    }

    /** Returns the path that the client called at the root, or {@code null} if it called another mount. */
    String calledPath() {
        return routing.get(CALLED_PATH);
    }

    /** Returns the percent-encoded path below the mount, without a leading slash. */
    String path() {
        Matcher matcher = BELOW_REALM_RESOURCE.matcher(routing.request().path());
        return matcher.matches() ? matcher.group(1) : "";
    }

    /** Returns the query exactly as received, or {@code null} if there is none. */
    String rawQuery() {
        return routing.request().query();
    }

    /**
     * Returns the URLs at this mount of all aliases that have a metadata field.
     *
     * @param context context of the current request, with its realm set
     * @return absolute URLs by metadata field (RFC 8414 §2)
     */
    Map<String, String> metadataEndpoints(KeycloakContext context) {
        return Arrays.stream(Alias.values())
                .filter(alias -> alias.metadataField().isPresent())
                .collect(Collectors.toMap(
                        alias -> alias.metadataField().orElseThrow(),
                        alias -> url(context, alias.urlType()) + "/" + alias.path()));
    }

    /**
     * Returns the aliases for the list on the start page.
     *
     * @param context context of the current request, with its realm set
     * @param listed selects the aliases to list
     * @return the selected aliases in the order of {@link Alias}
     */
    List<ListedEndpoint> listedEndpoints(KeycloakContext context, Predicate<Alias> listed) {
        return Arrays.stream(Alias.values())
                .filter(listed)
                .filter(alias -> !alias.isPartOfPage())
                .map(alias -> listed(context, alias))
                .toList();
    }

    /** Returns the description of an alias for the pages. */
    ListedEndpoint listed(KeycloakContext context, Alias alias) {
        return new ListedEndpoint(
                alias.name(),
                String.join(", ", alias.requestMethods()),
                "/" + alias.path(),
                url(context, alias.urlType()) + "/" + alias.path(),
                alias.isOpenableByLink());
    }

    /**
     * Returns the URL of this mount as seen by browsers.
     *
     * @param context context of the current request, with its realm set
     * @return an absolute URL without a trailing slash
     */
    String url(KeycloakContext context) {
        return url(context, UrlType.FRONTEND);
    }

    /** Returns the URL of an alias at this mount as seen by browsers. */
    String url(KeycloakContext context, Alias alias) {
        return url(context) + "/" + alias.path();
    }

    private String url(KeycloakContext context, UrlType type) {
        var base = context.getUri(type).getBaseUriBuilder();
        String url = isRoot()
                ? base.build().toString()
                : base.path(RealmPath.of(context.getRealm().getName())).build().toString();
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }
}

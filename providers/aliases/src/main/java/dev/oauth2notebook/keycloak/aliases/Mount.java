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

/** Where the current request called the aliases: at the server root, or below {@code /realms/{realm}/oauth2}. */
final class Mount {

    private static final String CALLED_PATH = Mount.class.getName() + ".calledPath";

    private static final Pattern BELOW_REALM_RESOURCE =
            Pattern.compile(".*?/realms/[^/]+/" + OAuth2ResourceProviderFactory.ID + "/(.*)");

    private final RoutingContext routing;

    private Mount(RoutingContext routing) {
        this.routing = routing;
    }

    /** Returns the mount of the request that this thread serves. */
    static Mount current() {
        return new Mount(CDI.current().select(RoutingContext.class).get());
    }

    /** Returns the mount at the root for the request that this thread serves, which has called no alias. */
    static Mount root() {
        Mount mount = current();
        mount.routing.put(CALLED_PATH, mount.routing.request().path());
        return mount;
    }

    /**
     * Sends a request that was made at the root on to an alias, keeping the query as it is.
     *
     * @param routing the request
     * @param alias path of the alias below the realm resource, with the server's base path
     */
    static void enterRoot(RoutingContext routing, String alias) {
        routing.put(CALLED_PATH, routing.request().path());
        enter(routing, alias);
    }

    /**
     * Sends a request on to an alias of a realm's own mount, keeping the query as it is.
     *
     * @param routing the request
     * @param alias path of the alias below the realm resource, with the server's base path
     */
    static void enter(RoutingContext routing, String alias) {
        String query = routing.request().query();
        routing.reroute(alias + (query == null ? "" : "?" + query));
    }

    /** Returns whether the request came in at the server root. */
    boolean isRoot() {
        return calledPath() != null;
    }

    /** Returns whether the request called an alias at all, at either place, and not one of Keycloak's own paths. */
    boolean isCalled() {
        return isRoot()
                || BELOW_REALM_RESOURCE.matcher(routing.request().path()).matches();
    }

    /** Returns the path that the client called, if it came in at the root; else {@code null}. */
    String calledPath() {
        return routing.get(CALLED_PATH);
    }

    /** Returns the path below the mount, still percent-encoded, without a leading slash. */
    String path() {
        Matcher matcher = BELOW_REALM_RESOURCE.matcher(routing.request().path());
        return matcher.matches() ? matcher.group(1) : "";
    }

    /** Returns the query byte for byte as received, or {@code null} if there is none. */
    String rawQuery() {
        return routing.request().query();
    }

    /**
     * Returns the URL of every alias that a metadata field names, at this mount.
     *
     * @param context of the current request, with its realm set
     * @return URLs by metadata field (RFC 8414 §2)
     */
    Map<String, String> metadataEndpoints(KeycloakContext context) {
        return Arrays.stream(Alias.values())
                .filter(alias -> alias.metadataField().isPresent())
                .collect(Collectors.toMap(
                        alias -> alias.metadataField().orElseThrow(),
                        alias -> url(context, alias.urlType()) + "/" + alias.path()));
    }

    /**
     * Returns the aliases as the start page lists them.
     *
     * @param context of the current request, with its realm set
     * @param listed whether to list an alias
     * @return the aliases in the order of the table
     */
    List<ListedEndpoint> listedEndpoints(KeycloakContext context, Predicate<Alias> listed) {
        return Arrays.stream(Alias.values())
                .filter(listed)
                .map(alias -> listed(context, alias))
                .toList();
    }

    /** Returns an alias as the pages list it. */
    ListedEndpoint listed(KeycloakContext context, Alias alias) {
        return new ListedEndpoint(
                alias.name(),
                String.join(", ", alias.requestMethods()),
                "/" + alias.path(),
                url(context, alias.urlType()) + "/" + alias.path(),
                alias.isOpenedByAClick());
    }

    /**
     * Returns the URL of this mount as a browser sees it.
     *
     * @param context of the current request, with its realm set
     * @return an absolute URL without a trailing slash
     */
    String url(KeycloakContext context) {
        return url(context, UrlType.FRONTEND);
    }

    /** Returns the URL of an alias at this mount, as a browser sees it. */
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

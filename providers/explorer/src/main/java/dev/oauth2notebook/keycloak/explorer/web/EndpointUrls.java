package dev.oauth2notebook.keycloak.explorer.web;

import dev.oauth2notebook.keycloak.common.ListedEndpoint;
import dev.oauth2notebook.keycloak.common.ProtectedApi;
import jakarta.ws.rs.core.UriBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.keycloak.models.KeycloakContext;
import org.keycloak.protocol.oidc.OIDCLoginProtocolService;
import org.keycloak.protocol.oidc.grants.device.DeviceGrantType;
import org.keycloak.protocol.oidc.par.endpoints.ParEndpoint;
import org.keycloak.services.Urls;
import org.keycloak.urls.UrlType;

/**
 * URLs of the endpoints that the page calls.
 *
 * @param base URL below which the endpoints are
 * @param all absolute URLs by name
 */
record EndpointUrls(String base, Map<String, String> all) {

    /** The names that the page uses, by name of the alias. */
    private static final Map<String, String> NAMES = Map.of(
            "AUTHORIZATION", "authorize",
            "TOKEN", "token",
            "DEVICE_VERIFICATION", "device",
            "DEVICE_AUTHORIZATION", "deviceAuthorization",
            "INTROSPECTION", "introspect",
            "REVOCATION", "revoke",
            "USERINFO", "userinfo",
            "PUSHED_AUTHORIZATION", "par",
            "END_SESSION", "logout",
            "KEYS", "jwks");

    private static final String API = "API_TEST";
    private static final String API_SUFFIX = "/test";

    /** Returns the URLs of aliases. */
    static EndpointUrls ofAliases(List<ListedEndpoint> endpoints, String base) {
        Map<String, String> urls = new LinkedHashMap<>();
        for (ListedEndpoint endpoint : endpoints) {
            if (NAMES.containsKey(endpoint.name())) {
                urls.put(NAMES.get(endpoint.name()), endpoint.url());
            } else if (endpoint.name().equals(API)) {
                urls.put("api", endpoint.url().substring(0, endpoint.url().length() - API_SUFFIX.length()));
            }
        }
        return new EndpointUrls(base, urls);
    }

    /** Returns Keycloak's own URLs for the realm of the current request. */
    static EndpointUrls ofKeycloak(KeycloakContext context) {
        UriBuilder frontend = context.getUri(UrlType.FRONTEND).getBaseUriBuilder();
        String realm = context.getRealm().getName();
        String base = Urls.realmIssuer(context.getUri(UrlType.FRONTEND).getBaseUri(), realm);
        Map<String, String> urls = new LinkedHashMap<>();
        urls.put("authorize", url(OIDCLoginProtocolService.authUrl(frontend.clone()), realm));
        urls.put("token", url(OIDCLoginProtocolService.tokenUrl(frontend.clone()), realm));
        urls.put(
                "device",
                DeviceGrantType.oauth2DeviceVerificationUrl(context.getUri(UrlType.FRONTEND))
                        .build(realm)
                        .toString());
        urls.put(
                "deviceAuthorization",
                url(OIDCLoginProtocolService.authUrl(frontend.clone()).path("device"), realm));
        urls.put("introspect", url(OIDCLoginProtocolService.tokenIntrospectionUrl(frontend.clone()), realm));
        urls.put("revoke", url(OIDCLoginProtocolService.tokenRevocationUrl(frontend.clone()), realm));
        urls.put("userinfo", url(OIDCLoginProtocolService.userInfoUrl(frontend.clone()), realm));
        urls.put("par", url(ParEndpoint.parUrl(frontend.clone()), realm));
        urls.put("logout", url(OIDCLoginProtocolService.logoutUrl(frontend.clone()), realm));
        urls.put("jwks", url(OIDCLoginProtocolService.certsUrl(frontend.clone()), realm));
        urls.put("api", base + "/" + ProtectedApi.ID);
        return new EndpointUrls(base, urls);
    }

    private static String url(UriBuilder builder, String realm) {
        return builder.build(realm).toString();
    }
}

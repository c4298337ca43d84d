package dev.oauth2notebook.keycloak.explorer;

import static com.jayway.jsonpath.matchers.JsonPathMatchers.hasJsonPath;
import static com.jayway.jsonpath.matchers.JsonPathMatchers.hasNoJsonPath;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.oauth2notebook.keycloak.support.Admin;
import dev.oauth2notebook.keycloak.support.ExplorerServer;
import dev.oauth2notebook.keycloak.support.OAuth2;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The explorer that everybody on this machine can see, and nobody else; refused requests come first. */
@ExtendWith(ExplorerServer.class)
@ResourceLock(value = ExplorerServer.REQUESTS, mode = ResourceAccessMode.READ)
class LocalExplorerIT {

    private static final String[] DATA = {"/requests", "/stream", "/context"};

    private final OAuth2 oauth = new OAuth2(ExplorerServer.get());
    private final Explorer explorer = new Explorer(oauth.url("/explorer"));

    /** DNS rebinding: the page of another site reaches this server under the name of that site. */
    @ParameterizedTest
    @ValueSource(strings = {"attacker.example", "localhost.attacker.example", "192.0.2.1", "localhost."})
    void nothingIsAnsweredUnderAnotherHostname(String host) {
        for (String path : new String[] {"", "/requests", "/context", "/stream"}) {
            explorer.with("Host", host)
                    .get(path)
                    .then()
                    .statusCode(403)
                    .body(hasJsonPath("$.error", equalTo("access_denied")));
        }
    }

    @ParameterizedTest
    @CsvSource({"X-Forwarded-For, 192.0.2.1", "X-Forwarded-Host, id.example.org", "Forwarded, for=192.0.2.1"})
    void nothingIsAnsweredThroughAProxy(String header, String value) {
        for (String path : DATA) {
            explorer.with(header, value).get(path).then().statusCode(403).body(hasNoJsonPath("$.requests"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site", "anything"})
    void otherSitesReadNothing(String site) {
        for (String path : DATA) {
            explorer.with("Sec-Fetch-Site", site)
                    .get(path)
                    .then()
                    .statusCode(403)
                    .body(hasJsonPath("$.error", equalTo("access_denied")))
                    .body(hasNoJsonPath("$.requests"));
        }
    }

    @Test
    void responsesHaveNoCorsHeaders() {
        for (String path : DATA) {
            explorer.request()
                    .header("Origin", "https://app.example")
                    .header("Access-Control-Request-Method", "GET")
                    .options(oauth.url("/explorer" + path))
                    .then()
                    .header("Access-Control-Allow-Origin", nullValue());
        }
        explorer.with("Origin", "https://app.example")
                .get("/requests")
                .then()
                .header("Access-Control-Allow-Origin", nullValue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/assets/nothing.js",
                "/assets/..%2Fexplorer.js",
                "/assets/.js",
                "/assets/x.class",
                "/assets/x.js.map",
                "/assets/",
                "/assets",
                "/nothing"
            })
    void unknownFileIsNotFound(String path) {
        explorer.request()
                .urlEncodingEnabled(false)
                .get(oauth.url("/explorer" + path))
                .then()
                .statusCode(404);
    }

    @Test
    void otherRealmsAreNotShown() {
        oauth.backendToken("api:read");
        explorer.await(request -> "backend".equals(request.get("client")));
        new Explorer(oauth.url("/realms/master/oauth2/explorer"))
                .get("/requests")
                .then()
                .statusCode(200)
                .body(hasJsonPath("$.requests[?(@.url =~ /.*notebook.*/ || @.client == 'backend')]", empty()));
    }

    @Test
    void realmCanSwitchTheExplorerOff() {
        String realm = "realm-off";
        new Admin(ExplorerServer.get())
                .create("", Map.of("realm", realm, "enabled", true, "attributes", Map.of("explorer", "off")));
        for (String mount : new String[] {"/oauth2/explorer", "/explorer"}) {
            for (String path : new String[] {"", "/requests", "/stream", "/context"}) {
                new Explorer(oauth.url("/realms/" + realm + mount))
                        .get(path)
                        .then()
                        .statusCode(404);
            }
        }
    }

    @Test
    void pageMayLoadNothingFromElsewhere() {
        explorer.request()
                .accept("text/html")
                .get(oauth.url("/explorer"))
                .then()
                .statusCode(200)
                .contentType("text/html")
                .header(
                        "Content-Security-Policy",
                        startsWith("default-src 'none'; script-src 'self'; style-src 'self'"))
                .header("Content-Security-Policy", containsString("frame-ancestors 'none'"))
                .header("Content-Security-Policy", not(containsString("unsafe")))
                .header("Cache-Control", "no-store");
    }

    @Test
    void contextNamesEndpointsClientsAndLimits() {
        explorer.get("/context")
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .header("X-Content-Type-Options", "nosniff")
                .body(hasJsonPath("$.mode", equalTo("local")))
                .body(hasJsonPath("$.realm", equalTo("notebook")))
                .body(hasJsonPath("$.base", equalTo(oauth.url(""))))
                .body(hasJsonPath("$.issuer", equalTo(oauth.url("/realms/notebook"))))
                .body(hasJsonPath("$.endpoints.token", equalTo(oauth.url("/token"))))
                .body(hasJsonPath("$.endpoints.authorize", equalTo(oauth.url("/auth"))))
                .body(hasJsonPath("$.endpoints.api", equalTo(oauth.url("/api"))))
                .body(hasJsonPath("$.endpoints.length()", equalTo(11)))
                .body(hasJsonPath("$.clients[*].clientId", hasItems("frontend", "backend", "tv")))
                .body(hasJsonPath(
                        "$.clients[?(@.clientId == 'backend')].secret", contains(oauth.env("BACKEND_CLIENT_SECRET"))))
                .body(hasJsonPath("$.clients[?(@.clientId == 'tv')].public", contains(true)))
                .body(hasJsonPath("$.clients[?(@.clientId == 'tv')].secret", empty()))
                .body(hasJsonPath("$.users", hasItem("alice")))
                .body(hasJsonPath("$.limits.requests", equalTo(500)))
                .body(hasJsonPath("$.user", nullValue()))
                .body(hasJsonPath("$.locale", equalTo("en")));
    }

    @Test
    void contextOfTheRealmsOwnPathNamesKeycloaksEndpoints() {
        String realm = oauth.url("/realms/notebook");
        new Explorer(realm + "/explorer")
                .get("/context")
                .then()
                .statusCode(200)
                .body(hasJsonPath("$.endpoints.token", equalTo(realm + "/protocol/openid-connect/token")))
                .body(hasJsonPath("$.endpoints.device", equalTo(realm + "/device")))
                .body(hasJsonPath("$.endpoints.length()", equalTo(11)))
                .body(hasJsonPath("$.endpoints[*]", everyItem(startsWith(realm + "/"))))
                .body(hasJsonPath("$.base", notNullValue()));
    }
}

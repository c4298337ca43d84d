package dev.oauth2notebook.keycloak.endpoint;

import static com.jayway.jsonpath.matchers.JsonPathMatchers.hasJsonPath;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.oauth2notebook.keycloak.support.Jose;
import dev.oauth2notebook.keycloak.support.OAuth2;
import dev.oauth2notebook.keycloak.support.Person;
import dev.oauth2notebook.keycloak.support.ServerHome;
import dev.oauth2notebook.keycloak.support.ServerProcess;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Public URLs in deployments that differ from the shipped one. Each test starts its own server. */
class DeploymentIT {

    private static final String REALM = "/realms/notebook";

    @Test
    void withARelativePath(@TempDir Path home) throws Exception {
        ServerHome.copy(home).build("--http-relative-path=/kc");
        try (ServerProcess server =
                new ServerProcess.Builder().home(home).path("/kc").start()) {
            String url = server.localUrl();
            assertUrls(RestAssured::given, url, url);
            assertThat(given().post(url.replace("/kc", "") + "/token").statusCode())
                    .isEqualTo(404);
            OAuth2 oauth = new OAuth2(server);
            OAuth2.accessToken(oauth.codeFlow(Person.alice(), "openid"));
            given().header("DPoP", new Jose().dpopProof("POST", oauth.url("/token"), null))
                    .formParams(OAuth2.with(oauth.as("backend"), "grant_type", "client_credentials"))
                    .post(oauth.url("/token"))
                    .then()
                    .statusCode(200)
                    .body(hasJsonPath("$.token_type", equalTo("DPoP")));
        }
    }

    @Test
    void withAPublicHostnameAndAPath() {
        String publicUrl = "https://id.example.org/auth";
        try (ServerProcess server = new ServerProcess.Builder()
                .publicUrl(publicUrl)
                .options("--hostname=" + publicUrl, "--spi-realm-restapi-extension--oauth2--page-realms=")
                .start()) {
            assertUrls(RestAssured::given, server.localUrl(), publicUrl);
            assertThat(given().redirects()
                            .follow(false)
                            .get(server.localUrl() + "/")
                            .header("Location"))
                    .endsWith("/admin/");
            given().get(server.localUrl() + REALM + "/oauth2").then().statusCode(404);
            assertThat(server.log())
                    .contains(
                            "[backend, downstream-service, frontend, report-service] of realm 'notebook' still use their development secrets");
        }
    }

    @Test
    void behindAProxyThatForwardsTheHost() {
        String publicUrl = "https://proxy.example.org";
        try (ServerProcess server = new ServerProcess.Builder()
                .publicUrl(publicUrl)
                .options("--proxy-headers=xforwarded")
                .start()) {
            Supplier<RequestSpecification> proxied = () -> given().header("X-Forwarded-Host", "proxy.example.org")
                    .header("X-Forwarded-Proto", "https")
                    .header("X-Forwarded-Port", "443");
            assertUrls(proxied, server.localUrl(), publicUrl);
            OAuth2 oauth = new OAuth2(server);
            proxied.get()
                    .header("DPoP", new Jose().dpopProof("POST", publicUrl + "/token", null))
                    .formParams(OAuth2.with(oauth.as("backend"), "grant_type", "client_credentials"))
                    .post(server.localUrl() + "/token")
                    .then()
                    .statusCode(200)
                    .body(hasJsonPath("$.token_type", equalTo("DPoP")));
            assertThat(server.log()).doesNotContain("development secrets");
        }
    }

    @Test
    void withARootRealmThatDoesNotExist() {
        try (ServerProcess server = ServerProcess.start("--spi-realm-restapi-extension--oauth2--root-realm=missing")) {
            assertThat(server.log()).contains("The realm 'missing' of the option root-realm does not exist");
            for (String alias :
                    new String[] {"/token", "/api/test", "/auth", "/.well-known/oauth-authorization-server"}) {
                given().post(server.localUrl() + alias)
                        .then()
                        .statusCode(404)
                        .contentType("application/json")
                        .body(hasJsonPath("$.error", notNullValue()));
            }
            given().get(server.localUrl() + REALM + "/oauth2/jwks").then().statusCode(200);
        }
    }

    @Test
    void withoutARootRealm() {
        try (ServerProcess server = ServerProcess.start("--spi-realm-restapi-extension--oauth2--root-realm=")) {
            given().post(server.localUrl() + "/token").then().statusCode(404);
            given().get(server.localUrl() + REALM + "/oauth2/jwks").then().statusCode(200);
            given().get(server.localUrl() + REALM + "/oauth2")
                    .then()
                    .statusCode(200)
                    .contentType("text/html");
            assertThat(server.log()).doesNotContain("root-realm does not exist");
        }
    }

    /**
     * Checks the public URLs in the server's responses, regardless of the URL at which the client reaches the server.
     */
    private static void assertUrls(Supplier<RequestSpecification> client, String localUrl, String publicUrl) {
        client.get()
                .get(localUrl + "/.well-known/oauth-authorization-server")
                .then()
                .statusCode(200)
                .body(hasJsonPath("$.issuer", equalTo(publicUrl + REALM)))
                .body(hasJsonPath("$.authorization_endpoint", equalTo(publicUrl + "/auth")))
                .body(hasJsonPath("$.token_endpoint", equalTo(publicUrl + "/token")))
                .body(hasJsonPath("$.device_authorization_endpoint", equalTo(publicUrl + "/device_authorization")));
        client.get()
                .get(localUrl + REALM + "/oauth2/.well-known/openid-configuration")
                .then()
                .statusCode(200)
                .body(hasJsonPath("$.token_endpoint", equalTo(publicUrl + REALM + "/oauth2/token")));
        assertThat(client.get()
                        .redirects()
                        .follow(false)
                        .get(localUrl + "/auth?a=b")
                        .header("Location"))
                .isEqualTo(publicUrl + REALM + "/protocol/openid-connect/auth?a=b");
        assertThat(client.get()
                        .redirects()
                        .follow(false)
                        .get(localUrl + "/device")
                        .header("Location"))
                .isEqualTo(publicUrl + REALM + "/device");
        client.get()
                .get(localUrl + "/.well-known/oauth-protected-resource/api/test")
                .then()
                .statusCode(200)
                .body(hasJsonPath("$.resource", equalTo(publicUrl + "/api/test")))
                .body(hasJsonPath("$.authorization_servers", contains(publicUrl + REALM)));
        assertThat(client.get().get(localUrl + "/api/test").headers().getValues("WWW-Authenticate"))
                .allMatch(challenge ->
                        challenge.contains("resource_metadata=\"" + resourceMetadata(publicUrl + "/api/test") + "\""));
        Response device = client.get().formParam("client_id", "tv").post(localUrl + "/device_authorization");
        device.then()
                .statusCode(200)
                .body(hasJsonPath("$.verification_uri", equalTo(publicUrl + "/device")))
                .body(hasJsonPath("$.verification_uri_complete", startsWith(publicUrl + "/device?user_code=")));
        client.get()
                .formParams(Map.of("client_id", "tv", "grant_type", OAuth2.DEVICE_CODE))
                .formParam("device_code", device.<String>path("device_code"))
                .post(localUrl + "/token")
                .then()
                .statusCode(400)
                .body(hasJsonPath("$.error", equalTo("authorization_pending")));
    }

    /** RFC 9728 §3.1. */
    private static String resourceMetadata(String resource) {
        return URI.create(resource)
                .resolve("/.well-known/oauth-protected-resource"
                        + URI.create(resource).getPath())
                .toString();
    }
}

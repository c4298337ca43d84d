package dev.oauth2notebook.keycloak.endpoint;

import static com.jayway.jsonpath.matchers.JsonPathMatchers.hasJsonPath;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import dev.oauth2notebook.keycloak.support.Admin;
import dev.oauth2notebook.keycloak.support.Jose;
import dev.oauth2notebook.keycloak.support.NotebookServer;
import dev.oauth2notebook.keycloak.support.OAuth2;
import dev.oauth2notebook.keycloak.support.Person;
import dev.oauth2notebook.keycloak.support.Urls;
import io.restassured.response.Response;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Responses of the mounts themselves: errors, redirects, and paths that are left to Keycloak. */
@ExtendWith(NotebookServer.class)
class RootMountIT {

    private static final String REALM_MOUNT = "/realms/notebook/oauth2";

    private final OAuth2 oauth = new OAuth2(NotebookServer.get());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/realms/notebook/oauth2/nothing",
                "/realms/notebook/oauth2/token/nothing",
                "/realms/notebook/oauth2/token/introspect",
                "/realms/notebook/oauth2/device_authorization/status",
                "/realms/notebook/oauth2/api/nothing",
                "/realms/notebook/oauth2/.well-known/nothing",
                "/realms/notebook/oauth2/register/a/b",
                "/realms/nothing/oauth2/token",
                "/api/nothing",
                "/token/nothing",
                "/Token",
                "/.well-known/nothing",
            })
    void unknownPathReturns404WithJson(String path) {
        given().post(oauth.url(path))
                .then()
                .statusCode(404)
                .contentType("application/json")
                .body(hasJsonPath("$.error", notNullValue()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST   | /                                         | GET, HEAD, OPTIONS",
                "PUT    | /realms/notebook/oauth2                   | GET, HEAD, OPTIONS",
                "DELETE | /realms/notebook/oauth2/                  | GET, HEAD, OPTIONS",
                "GET    | /introspect                               | OPTIONS, POST",
                "GET    | /revoke                                   | OPTIONS, POST",
                "GET    | /par                                      | OPTIONS, POST",
                "GET    | /token                                    | OPTIONS, POST",
                "PUT    | /realms/notebook/oauth2/token             | OPTIONS, POST",
                "DELETE | /auth                                     | GET, HEAD, OPTIONS, POST",
                "POST   | /device                                   | GET, HEAD, OPTIONS",
                "GET    | /device_authorization                     | OPTIONS, POST",
                "POST   | /jwks                                     | GET, HEAD, OPTIONS",
                "POST   | /.well-known/oauth-authorization-server   | GET, HEAD, OPTIONS",
                "POST   | /register/tv                              | DELETE, GET, HEAD, OPTIONS, PUT",
                "GET    | /register                                 | OPTIONS, POST",
                "DELETE | /api/resource                             | GET, HEAD, OPTIONS, POST",
                "POST   | /api/test                                 | GET, HEAD, OPTIONS",
                "PUT    | /callback                                 | GET, HEAD, OPTIONS, POST",
            })
    void wrongMethodReturnsTheAllowedMethods(String method, String path, String allowed) {
        given().request(method, oauth.url(path))
                .then()
                .statusCode(405)
                .header("Allow", allowed)
                .contentType("application/json")
                .body(hasJsonPath("$.error", equalTo("invalid_request")))
                .body(hasJsonPath("$.error_description", not(containsString("internal"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/token",
                "/introspect",
                "/revoke",
                "/par",
                "/device_authorization",
                "/register",
                "/realms/notebook/oauth2/token",
            })
    void browserThatOpensAnEndpointGetsAPageWithItsMethods(String path) {
        String text = given().accept("text/html")
                .get(oauth.url(path))
                .then()
                .statusCode(405)
                .header("Allow", "OPTIONS, POST")
                .contentType("text/html")
                .extract()
                .asString();
        assertThat(text).contains("POST").doesNotContainIgnoringCase("internal");
    }

    @ParameterizedTest
    @ValueSource(strings = {"//token", "/./token", "/x/../token", "/%74oken", "/token;a=b"})
    void nonNormalisedPathIsRefused(String path) {
        given().urlEncodingEnabled(false)
                .post(URI.create(oauth.url(path)))
                .then()
                .statusCode(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/realms/notebook",
                "/realms/notebook/.well-known/openid-configuration",
                "/.well-known/oauth-authorization-server/realms/notebook",
                "/realms/notebook/account/",
                "/admin/master/console/",
                "/health/ready",
                "/health/live",
                "/health",
            })
    void keycloaksOwnPathsAreNotShadowed(String path) {
        given().get(oauth.url(path)).then().statusCode(200);
    }

    @Test
    void keycloaksConsolesAndResourcesAreNotShadowed() {
        assertThat(noFollow("GET", "/admin/").header("Location")).endsWith("/admin/master/console/");
        String page = given().get(oauth.url("/realms/notebook/account/")).asString();
        String resource = page.replaceFirst("(?s).*?\"(/resources/[^\"]+)\".*", "$1");
        given().get(oauth.url(resource)).then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "scope=openid%20profile&state=a%2Bb+c&x=%C3%A4&y=%ff",
                "",
                "a=1&a=2&&b&=c",
                "scope=&scope=openid",
                "redirect_uri=http://localhost/cb?x=1&state=~!*'()",
            })
    void authorizationEndpointRedirectsWithTheQueryUnchanged(String query) {
        for (String mount : new String[] {"", REALM_MOUNT}) {
            ComparedRequest.Seen seen =
                    new ComparedRequest("GET", oauth.url(mount + "/auth?" + query), List.of(), null).send();
            assertThat(seen.status()).isEqualTo(302);
            assertThat(seen.headers())
                    .containsEntry("cache-control", List.of("no-store"))
                    .containsEntry(
                            "location", List.of(oauth.url("/realms/notebook/protocol/openid-connect/auth?" + query)));
        }
    }

    /** RFC 6749 §3.1: a parameter without a value is treated as omitted. */
    @Test
    void authorizationEndpointOmitsAnEmptyScope() {
        for (String mount : new String[] {"", REALM_MOUNT}) {
            String url = oauth.url(mount + "/auth?state=a%2Bb&scope=&x=%ff");
            assertThat(new ComparedRequest("GET", url, List.of(), null).send().headers())
                    .containsEntry(
                            "location",
                            List.of(oauth.url("/realms/notebook/protocol/openid-connect/auth?state=a%2Bb&x=%ff")));
        }
    }

    @Test
    void requestWithoutAQueryIsRedirectedWithoutOne() {
        assertThat(noFollow("GET", "/auth").header("Location"))
                .isEqualTo(oauth.url("/realms/notebook/protocol/openid-connect/auth"));
    }

    @Test
    void postedAuthorizationRequestIsRedirectedAsPost() {
        noFollow("POST", "/auth?a=b")
                .then()
                .statusCode(307)
                .header("Location", oauth.url("/realms/notebook/protocol/openid-connect/auth?a=b"));
    }

    @Test
    void headRequestIsRedirectedToo() {
        assertThat(noFollow("HEAD", "/auth").statusCode()).isEqualTo(302);
    }

    @Test
    void logoutAndDevicePageAreRedirected() {
        assertThat(noFollow("GET", "/logout?client_id=frontend&scope=").header("Location"))
                .isEqualTo(oauth.url("/realms/notebook/protocol/openid-connect/logout?client_id=frontend&scope="));
        assertThat(noFollow("GET", "/device?user_code=AAAA-BBBB").header("Location"))
                .isEqualTo(oauth.url("/realms/notebook/device?user_code=AAAA-BBBB"));
    }

    @Test
    void singleSignOnThroughTheAliasNeedsNoSecondPassword() {
        Person alice = Person.alice();
        Map<String, String> request = oauth.authorizationRequest("openid");
        assertThat(oauth.authorize(alice, request).parameter("code")).isNotNull();
        Person.Page second = alice.open(Urls.query(oauth.url("/auth"), request), request.get("redirect_uri"));
        assertThat(second.response()).as("no page between request and redirect").isNull();
        assertThat(second.parameter("code")).isNotNull();
    }

    @Test
    void promptNoneReturnsLoginRequiredWithoutASession() {
        Map<String, String> request = OAuth2.with(oauth.authorizationRequest("openid"), "prompt", "none");
        Person.Page page = Person.alice().open(Urls.query(oauth.url("/auth"), request), request.get("redirect_uri"));
        assertThat(page.parameter("error")).isEqualTo("login_required");
        assertThat(page.parameter("state")).isEqualTo(request.get("state"));
        assertThat(page.parameter("iss")).isEqualTo(oauth.url("/realms/notebook"));
    }

    @Test
    void promptNoneReturnsACodeWithASession() {
        Person alice = Person.alice();
        Map<String, String> request = oauth.authorizationRequest("openid");
        oauth.authorize(alice, request);
        Map<String, String> silent = OAuth2.with(request, "prompt", "none");
        Person.Page page = alice.open(Urls.query(oauth.url("/auth"), silent), request.get("redirect_uri"));
        assertThat(page.parameter("code")).isNotNull();
    }

    @Test
    void registeredClientCanReadItsRegistrationAtTheAlias() {
        String token = new Admin(NotebookServer.get()).initialAccessToken(1);
        Response registered = given().auth()
                .oauth2(token)
                .contentType("application/json")
                .body("{\"redirect_uris\":[\"https://app.example/callback\"]}")
                .post(oauth.url("/register"));
        registered.then().statusCode(201);
        String clientId = registered.path("client_id");
        given().auth()
                .oauth2(registered.path("registration_access_token"))
                .get(oauth.url("/register/" + clientId))
                .then()
                .statusCode(200)
                .body(hasJsonPath("$.client_id", equalTo(clientId)));
    }

    @Test
    void dpopBoundTokenWorksAtTheApiAlias() {
        Jose jose = new Jose();
        Map<String, String> form = OAuth2.with(oauth.as("backend"), "grant_type", "client_credentials");
        String token = given().header("DPoP", jose.dpopProof("POST", oauth.url("/token"), null))
                .formParams(OAuth2.with(form, "scope", "api:read"))
                .post(oauth.url("/token"))
                .then()
                .statusCode(200)
                .body(hasJsonPath("$.token_type", equalTo("DPoP")))
                .extract()
                .path("access_token");
        given().header("Authorization", "DPoP " + token)
                .header("DPoP", jose.dpopProof("GET", oauth.url("/api/test"), token))
                .get(oauth.url("/api/test"))
                .then()
                .statusCode(200);
        Response asBearer = given().header("Authorization", "Bearer " + token).get(oauth.url("/api/test"));
        assertThat(asBearer.statusCode()).isEqualTo(401);
        assertThat(asBearer.headers().getValues("WWW-Authenticate"))
                .anyMatch(challenge -> challenge.contains("invalid_token"));
        given().header("Authorization", "DPoP " + token)
                .header("DPoP", jose.dpopProof("GET", oauth.url("/realms/notebook/oauth2/api/test"), token))
                .get(oauth.url("/api/test"))
                .then()
                .statusCode(401)
                .body(hasJsonPath("$.error", equalTo("invalid_dpop_proof")));
    }

    @Test
    void otherRealmsHaveAliasesBelowTheirOwnPath() {
        given().get(oauth.url("/realms/master/oauth2/.well-known/oauth-authorization-server"))
                .then()
                .statusCode(200)
                .body(hasJsonPath("$.issuer", equalTo(oauth.url("/realms/master"))))
                .body(hasJsonPath("$.token_endpoint", equalTo(oauth.url("/realms/master/oauth2/token"))));
        given().get(oauth.url("/realms/master/oauth2/jwks"))
                .then()
                .statusCode(200)
                .body(hasJsonPath("$.keys"));
        given().get(oauth.url("/realms/master/oauth2/api/test")).then().statusCode(404);
    }

    private Response noFollow(String method, String pathAndQuery) {
        return given().urlEncodingEnabled(false)
                .redirects()
                .follow(false)
                .request(method, URI.create(oauth.url(pathAndQuery)));
    }
}

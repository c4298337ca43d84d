package dev.oauth2notebook.keycloak.flow;

import static com.jayway.jsonpath.matchers.JsonPathMatchers.hasJsonPath;
import static dev.oauth2notebook.keycloak.flow.Responses.assertErrorRedirect;
import static dev.oauth2notebook.keycloak.flow.Responses.assertGranted;
import static dev.oauth2notebook.keycloak.support.OAuth2.with;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.oauth2notebook.keycloak.support.Admin;
import dev.oauth2notebook.keycloak.support.NotebookServer;
import dev.oauth2notebook.keycloak.support.OAuth2;
import dev.oauth2notebook.keycloak.support.Person;
import dev.oauth2notebook.keycloak.support.Urls;
import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A {@code scope} without a value is treated as omitted (RFC 6749 §3.1, §3.2). The notebook may have no scopes
 * configured.
 */
@ExtendWith(NotebookServer.class)
class EmptyScopeIT {

    private final OAuth2 oauth = new OAuth2(NotebookServer.get());
    private final Admin admin = new Admin(NotebookServer.get());

    /** The browser sends the form directly to Keycloak, which finds no scope with an empty name. */
    @Test
    void postedAuthorizationRequestIsInvalidScope() {
        Map<String, String> request = oauth.authorizationRequest("");
        String issuer = oauth.url("/realms/notebook");
        String page = given().redirects()
                .follow(false)
                .formParams(request)
                .post(issuer + "/protocol/openid-connect/auth")
                .header("Location");
        assertErrorRedirect(new Person.Page(page, null), request, issuer, "invalid_scope");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/auth", "/realms/notebook/oauth2/auth"})
    void authorizationRequestIsAccepted(String alias) {
        Map<String, String> request = oauth.authorizationRequest("");
        assertAcceptedWithoutScopes(Urls.query(oauth.url(alias), request));
    }

    /** RFC 9126 §2.1: the parameters are those of the authorization endpoint. */
    @ParameterizedTest
    @ValueSource(strings = {"/par", "/realms/notebook/oauth2/par"})
    void pushedAuthorizationRequestIsAccepted(String alias) {
        Map<String, String> request = with(
                oauth.authorizationRequest(""),
                "client_secret",
                oauth.as("frontend").get("client_secret"));
        String requestUri =
                oauth.post(alias, request).then().statusCode(201).extract().path("request_uri");
        assertAcceptedWithoutScopes(Urls.query(
                oauth.url("/auth"), Map.of("client_id", request.get("client_id"), "request_uri", requestUri)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/token", "/realms/notebook/oauth2/token"})
    void clientCredentialsRequestIsAccepted(String alias) {
        Map<String, String> form = with(oauth.as("backend"), "grant_type", "client_credentials");
        assertGranted(oauth.post(alias, with(form, "scope", ""))).body(hasJsonPath("$.scope", equalTo("")));
    }

    /** RFC 6749 §6: without the parameter the scope stays the same. */
    @Test
    void refreshKeepsTheScope() {
        String refreshToken =
                oauth.codeFlow(admin.newPerson(), "openid api:read").path("refresh_token");
        Map<String, String> form = with(oauth.as("frontend"), "grant_type", "refresh_token");
        Response tokens = oauth.post("/token", with(with(form, "refresh_token", refreshToken), "scope", ""));
        assertGranted(tokens);
        assertThat(tokens.<String>path("scope").split(" ")).containsExactlyInAnyOrder("openid", "api:read");
    }

    private void assertAcceptedWithoutScopes(String authorizationUrl) {
        Person.Page page = admin.newPerson().signIn(authorizationUrl, oauth.env("FRONTEND_REDIRECT_URI"));
        assertThat(page.parameter("error")).isNull();
        assertGranted(oauth.post("/token", oauth.codeRequest(page.parameter("code"))))
                .body(hasJsonPath("$.scope", equalTo("")));
    }
}

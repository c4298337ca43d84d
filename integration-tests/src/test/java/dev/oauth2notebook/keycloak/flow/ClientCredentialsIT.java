package dev.oauth2notebook.keycloak.flow;

import static com.jayway.jsonpath.matchers.JsonPathMatchers.hasJsonPath;
import static com.jayway.jsonpath.matchers.JsonPathMatchers.hasNoJsonPath;
import static dev.oauth2notebook.keycloak.flow.Responses.assertGranted;
import static dev.oauth2notebook.keycloak.flow.Responses.assertRefused;
import static dev.oauth2notebook.keycloak.flow.Responses.claims;
import static dev.oauth2notebook.keycloak.flow.Responses.lifetime;
import static dev.oauth2notebook.keycloak.support.OAuth2.accessToken;
import static dev.oauth2notebook.keycloak.support.OAuth2.with;
import static dev.oauth2notebook.keycloak.support.OAuth2.without;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.oauth2notebook.keycloak.support.NotebookServer;
import dev.oauth2notebook.keycloak.support.OAuth2;
import dev.oauth2notebook.keycloak.support.Urls;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The client credentials grant (RFC 6749 §4.4) and client authentication (§2.3) at {@code /token}; refused requests
 * come first.
 */
@ExtendWith(NotebookServer.class)
class ClientCredentialsIT {

    private final OAuth2 oauth = new OAuth2(NotebookServer.get());
    private final Map<String, String> request = with(oauth.as("backend"), "grant_type", "client_credentials");

    /** RFC 6749 §5.2 requires {@code invalid_client}; Keycloak returns {@code unauthorized_client}. */
    @ParameterizedTest
    @ValueSource(strings = {"wrong", "", "BACKEND-DEVELOPMENT-SECRET", "backend-development-secret "})
    void wrongSecretIsUnauthorizedClient(String secret) {
        assertRefused(token(with(request, "client_secret", secret)), 401, "unauthorized_client");
    }

    /** As above, and RFC 6749 §5.2 requires {@code WWW-Authenticate: Basic}, which Keycloak does not send. */
    @Test
    void wrongSecretInABasicHeaderIsUnauthorizedClientWithoutTheChallengeOfRfc6749() {
        assertRefused(basic("backend", "wrong"), 401, "unauthorized_client").header("WWW-Authenticate", nullValue());
    }

    @Test
    void secretOfAnotherClientIsUnauthorizedClient() {
        String secret = oauth.env("FRONTEND_CLIENT_SECRET");
        assertRefused(token(with(request, "client_secret", secret)), 401, "unauthorized_client");
        assertRefused(basic("backend", secret), 401, "unauthorized_client");
    }

    @Test
    void missingSecretIsUnauthorizedClient() {
        assertRefused(token(without(request, "client_secret")), 401, "unauthorized_client");
    }

    @Test
    void unknownClientIsInvalidClient() {
        assertRefused(token(with(request, "client_id", "nobody")), 401, "invalid_client");
    }

    /** RFC 6749 §5.2 requires {@code WWW-Authenticate: Basic}, which Keycloak does not send. */
    @Test
    void unknownClientInABasicHeaderIsInvalidClientWithoutTheChallengeOfRfc6749() {
        assertRefused(basic("nobody", "wrong"), 401, "invalid_client").header("WWW-Authenticate", nullValue());
    }

    @Test
    void missingClientIsInvalidClient() {
        assertRefused(token(Map.of("grant_type", "client_credentials")), 401, "invalid_client");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic", "Basic !!!", "Basic YmFja2VuZA==", "Bearer abc", "Digest username=backend"})
    void malformedAuthorizationHeaderIsInvalidClient(String header) {
        assertRefused(
                given().header("Authorization", header)
                        .formParam("grant_type", "client_credentials")
                        .post(oauth.url("/token")),
                401,
                "invalid_client");
    }

    @Test
    void disabledClientIsInvalidClient() {
        assertRefused(
                token(Map.of("client_id", "admin-cli", "grant_type", "client_credentials")), 401, "invalid_client");
    }

    /** RFC 6749 §5.2 specifies 400; Keycloak responds with 401. */
    @ParameterizedTest
    @ValueSource(strings = {"frontend", "downstream-service"})
    void clientWithoutTheGrantIsUnauthorizedClient(String client) {
        assertRefused(token(with(oauth.as(client), "grant_type", "client_credentials")), 401, "unauthorized_client");
    }

    /** RFC 6749 §4.4: confidential clients only. §5.2 specifies 400; Keycloak responds with 401. */
    @ParameterizedTest
    @ValueSource(strings = {"mobile", "tv", "account-console"})
    void publicClientIsUnauthorizedClient(String client) {
        assertRefused(
                token(Map.of("client_id", client, "grant_type", "client_credentials")), 401, "unauthorized_client");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"nothing:here", "api:read nothing:here", "video:read", "offline_access", "api:read,api:write"})
    void scopeNotAssignedToTheClientIsInvalidScope(String scope) {
        assertRefused(token(with(request, "scope", scope)), 400, "invalid_scope");
    }

    @Test
    void missingGrantTypeIsInvalidRequest() {
        assertRefused(token(oauth.as("backend")), 400, "invalid_request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"banana", "", "implicit", "CLIENT_CREDENTIALS", "urn:ietf:params:oauth:grant-type:saml2-bearer"})
    void unknownGrantTypeIsUnsupportedGrantType(String grant) {
        assertRefused(token(with(request, "grant_type", grant)), 400, "unsupported_grant_type");
    }

    @ParameterizedTest
    @ValueSource(strings = {"grant_type", "scope", "client_secret"})
    void repeatedParameterIsInvalidRequest(String parameter) {
        String body = Urls.query("", with(request, "scope", "api:read")).substring(1)
                + "&"
                + Urls.query(
                                "",
                                Map.of(
                                        parameter,
                                        with(request, "scope", "api:read").get(parameter)))
                        .substring(1);
        assertRefused(
                given().contentType(ContentType.URLENC).body(body).post(oauth.url("/token")), 400, "invalid_request");
    }

    /** RFC 6749 §2.3.1: the secret must not be in the URI. */
    @Test
    void parametersInTheQueryAreNotAccepted() {
        assertRefused(given().queryParams(request).post(oauth.url("/token")), 400, "invalid_request");
    }

    @Test
    void jsonBodyIsNotAccepted() {
        assertRefused(
                given().contentType(ContentType.JSON).body(request).post(oauth.url("/token")), 400, "invalid_request");
    }

    @Test
    void foreignOriginGetsNoToken() {
        given().header("Origin", "https://evil.example")
                .formParams(request)
                .post(oauth.url("/token"))
                .then()
                .statusCode(403)
                .header("Access-Control-Allow-Origin", nullValue())
                .body(hasNoJsonPath("$.access_token"));
    }

    /** RFC 6749 §2.3 forbids two methods in one request; Keycloak accepts them. */
    @Test
    void secretInBothHeaderAndFormIsAcceptedAlthoughRfc6749ForbidsIt() {
        assertGranted(given().auth()
                .preemptive()
                .basic("backend", oauth.env("BACKEND_CLIENT_SECRET"))
                .formParams(request)
                .post(oauth.url("/token")));
    }

    @Test
    void notebookGetsAnAccessTokenForItsScopes() {
        Response tokens = token(with(request, "scope", "api:read api:write"));
        assertGranted(tokens)
                .body(hasJsonPath("$.expires_in", lifetime(300)))
                .body(hasNoJsonPath("$.id_token"))
                .body(hasNoJsonPath("$.refresh_token")); // RFC 6749 §4.4.3
        String scope = tokens.path("scope");
        assertThat(scope.split(" ")).containsExactlyInAnyOrder("api:read", "api:write");
        JWTClaimsSet claims = claims(accessToken(tokens));
        assertThat(claims.getIssuer()).isEqualTo(oauth.url("/realms/notebook"));
        assertThat(claims.getClaim("azp")).isEqualTo("backend");
        assertThat(claims.getAudience()).contains("backend");
    }

    @Test
    void notebookCanCallTheApiWithItsToken() {
        given().auth()
                .oauth2(oauth.backendToken("api:read api:write"))
                .contentType(ContentType.JSON)
                .get(oauth.url("/api/test"))
                .then()
                .statusCode(200)
                .body(hasJsonPath("$.client", equalTo("backend")));
    }

    @Test
    void secretIsAcceptedInABasicHeader() {
        assertGranted(basic("backend", oauth.env("BACKEND_CLIENT_SECRET")));
    }

    @Test
    void charsetInTheContentTypeIsAccepted() {
        assertGranted(given().contentType("application/x-www-form-urlencoded; charset=UTF-8")
                .formParams(request)
                .post(oauth.url("/token")));
    }

    @Test
    void missingScopeGetsATokenWithoutScopes() {
        assertGranted(token(request)).body(hasJsonPath("$.scope", equalTo("")));
    }

    @Test
    void everyTokenIsDifferent() {
        assertThat(claims(oauth.backendToken("api:read")).getJWTID())
                .isNotEqualTo(claims(oauth.backendToken("api:read")).getJWTID());
    }

    @Test
    void preflightRequestIsAnswered() {
        given().header("Origin", "https://app.example")
                .header("Access-Control-Request-Method", "POST")
                .options(oauth.url("/token"))
                .then()
                .statusCode(200)
                .header("Access-Control-Allow-Methods", containsString("POST"));
    }

    private Response token(Map<String, String> form) {
        return oauth.post("/token", form);
    }

    private Response basic(String client, String secret) {
        return given().auth()
                .preemptive()
                .basic(client, secret)
                .formParam("grant_type", "client_credentials")
                .post(oauth.url("/token"));
    }
}

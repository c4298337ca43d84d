package dev.oauth2notebook.keycloak.flow;

import static com.jayway.jsonpath.matchers.JsonPathMatchers.hasJsonPath;
import static com.jayway.jsonpath.matchers.JsonPathMatchers.hasNoJsonPath;
import static dev.oauth2notebook.keycloak.flow.Responses.assertGranted;
import static dev.oauth2notebook.keycloak.flow.Responses.assertInactive;
import static dev.oauth2notebook.keycloak.flow.Responses.assertRefused;
import static dev.oauth2notebook.keycloak.flow.Responses.claims;
import static dev.oauth2notebook.keycloak.support.OAuth2.accessToken;
import static dev.oauth2notebook.keycloak.support.OAuth2.with;
import static dev.oauth2notebook.keycloak.support.OAuth2.without;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.oauth2notebook.keycloak.support.Admin;
import dev.oauth2notebook.keycloak.support.NotebookServer;
import dev.oauth2notebook.keycloak.support.OAuth2;
import io.restassured.response.Response;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Token exchange (RFC 8693) as the notebook uses it, and the client that only receives tokens; refused requests come
 * first.
 */
@ExtendWith(NotebookServer.class)
class TokenExchangeIT {

    private final OAuth2 oauth = new OAuth2(NotebookServer.get());

    /** It is a resource server, so no grant issues a token to it. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "client_credentials, , , 401, unauthorized_client",
        "password, username, alice, 400, unauthorized_client",
        "authorization_code, code, none, 400, invalid_grant",
        "refresh_token, refresh_token, none, 400, invalid_grant",
        "urn:ietf:params:oauth:grant-type:device_code, device_code, none, 400, invalid_grant",
        "urn:openid:params:grant-type:ciba, auth_req_id, none, 400, invalid_grant",
        "urn:ietf:params:oauth:grant-type:jwt-bearer, assertion, none, 400, invalid_grant",
        "urn:ietf:params:oauth:grant-type:uma-ticket, audience, backend, 401, unauthorized_client",
    })
    void downstreamServiceGetsNoTokenWithAnyGrant(String grant, String name, String value, int status, String error) {
        Map<String, String> form = new LinkedHashMap<>(with(oauth.as("downstream-service"), "grant_type", grant));
        if (name != null) {
            form.put(name, value);
        }
        if (grant.equals("password")) {
            form.put("password", "alice");
        }
        assertRefused(oauth.post("/token", form), status, error);
    }

    @ParameterizedTest
    @ValueSource(strings = {"downstream-service", "frontend"})
    void clientThatMayNotExchangeIsRefused(String client) {
        Map<String, String> form = new LinkedHashMap<>(exchange(oauth.backendToken("api:read")));
        form.putAll(oauth.as(client));
        assertRefused(oauth.post("/token", form), 400, "unauthorized_client");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tv", "mobile"})
    void publicClientIsRefused(String client) {
        Map<String, String> form = without(exchange(oauth.backendToken("api:read")), "client_secret");
        assertRefused(oauth.post("/token", with(form, "client_id", client)), 400, "unauthorized_client");
    }

    /** RFC 6749 §5.2 requires {@code invalid_client}; Keycloak returns {@code unauthorized_client}. */
    @Test
    void wrongSecretIsUnauthorizedClient() {
        Map<String, String> form = with(exchange(oauth.backendToken("api:read")), "client_secret", "wrong");
        assertRefused(oauth.post("/token", form), 401, "unauthorized_client");
    }

    @ParameterizedTest
    @ValueSource(strings = {"subject_token", "subject_token_type"})
    void missingParameterIsInvalidRequest(String parameter) {
        Map<String, String> form = exchange(oauth.backendToken("api:read"));
        assertRefused(oauth.post("/token", without(form, parameter)), 400, "invalid_request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "garbage", "a.b.c"})
    void malformedSubjectTokenIsInvalidRequest(String token) {
        assertRefused(oauth.post("/token", exchange(token)), 400, "invalid_request");
    }

    @Test
    void revokedSubjectTokenIsInvalidRequest() {
        String token = oauth.backendToken("api:read");
        oauth.post("/revoke", with(oauth.as("backend"), "token", token)).then().statusCode(200);
        assertRefused(oauth.post("/token", exchange(token)), 400, "invalid_request");
    }

    /** RFC 8693 §2.2.2. */
    @ParameterizedTest
    @ValueSource(strings = {"nobody", "frontend", "account"})
    void audienceThatIsNotPermittedIsInvalidTarget(String audience) {
        Map<String, String> form = exchange(oauth.backendToken("api:read"));
        assertRefused(oauth.post("/token", with(form, "audience", audience)), 400, "invalid_target");
    }

    @Test
    void scopeThatIsNotPermittedIsInvalidScope() {
        Map<String, String> form = exchange(oauth.backendToken("api:read api:write"));
        assertRefused(oauth.post("/token", with(form, "scope", "api:write")), 400, "invalid_scope");
    }

    @Test
    void scopeThatTheSubjectTokenDoesNotHaveIsInvalidScope() {
        Map<String, String> form = exchange(oauth.backendToken("api:write"));
        assertRefused(oauth.post("/token", form), 400, "invalid_scope");
    }

    @Test
    void unknownScopeIsInvalidScope() {
        Map<String, String> form = exchange(oauth.backendToken("api:read"));
        assertRefused(oauth.post("/token", with(form, "scope", "nothing:here")), 400, "invalid_scope");
    }

    /** The notebook's request: the backend's own token, only for the downstream service. */
    @Test
    void notebookGetsATokenOnlyForTheDownstreamService() {
        Response tokens = oauth.post("/token", exchange(oauth.backendToken("api:read api:write")));
        assertGranted(tokens)
                .body(hasJsonPath("$.issued_token_type", equalTo(OAuth2.ACCESS_TOKEN_TYPE)))
                .body(hasJsonPath("$.scope", equalTo("api:read")))
                .body(hasNoJsonPath("$.refresh_token"));
        JWTClaimsSet claims = claims(accessToken(tokens));
        assertThat(claims.getAudience()).containsExactly("downstream-service");
        assertThat(claims.getClaim("scope")).isEqualTo("api:read");
        assertThat(claims.getClaim("azp")).isEqualTo("backend");
        assertThat(claims.getIssuer()).isEqualTo(oauth.url("/realms/notebook"));
    }

    @Test
    void userRemainsTheSubject() {
        String token = accessToken(oauth.codeFlow(new Admin(NotebookServer.get()).newPerson(), "openid api:read"));
        JWTClaimsSet claims = claims(accessToken(oauth.post("/token", exchange(token))));
        assertThat(claims.getSubject()).isEqualTo(claims(token).getSubject());
        assertThat(claims.getAudience()).containsExactly("downstream-service");
    }

    @Test
    void exchangedTokenIsActiveOnlyForTheDownstreamService() {
        String token = accessToken(oauth.post("/token", exchange(oauth.backendToken("api:read"))));
        oauth.post("/introspect", with(oauth.as("downstream-service"), "token", token))
                .then()
                .statusCode(200)
                .body(hasJsonPath("$.active", equalTo(true)))
                .body(hasJsonPath("$.aud", equalTo("downstream-service")))
                .body(hasJsonPath("$.scope", equalTo("api:read")))
                .body(hasJsonPath("$.client_id", equalTo("backend")));
        assertInactive(oauth.post("/introspect", with(oauth.as("backend"), "token", token)));
        assertInactive(oauth.post("/introspect", with(oauth.as("frontend"), "token", token)));
    }

    @Test
    void revokedExchangedTokenIsInactive() {
        String token = accessToken(oauth.post("/token", exchange(oauth.backendToken("api:read"))));
        oauth.post("/revoke", with(oauth.as("backend"), "token", token)).then().statusCode(200);
        assertInactive(oauth.post("/introspect", with(oauth.as("downstream-service"), "token", token)));
    }

    @Test
    void tokenThatWasNotExchangedIsInactiveForTheDownstreamService() {
        String token = oauth.backendToken("api:read");
        assertInactive(oauth.post("/introspect", with(oauth.as("downstream-service"), "token", token)));
    }

    private Map<String, String> exchange(String subjectToken) {
        Map<String, String> form = new LinkedHashMap<>(oauth.as("backend"));
        form.put("grant_type", OAuth2.TOKEN_EXCHANGE);
        form.put("subject_token", subjectToken);
        form.put("subject_token_type", OAuth2.ACCESS_TOKEN_TYPE);
        form.put("audience", "downstream-service");
        form.put("scope", "api:read");
        return form;
    }
}

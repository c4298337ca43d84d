package dev.oauth2notebook.keycloak.flow;

import static dev.oauth2notebook.keycloak.flow.Answers.claims;
import static dev.oauth2notebook.keycloak.flow.Answers.granted;
import static dev.oauth2notebook.keycloak.flow.Answers.inactive;
import static dev.oauth2notebook.keycloak.flow.Answers.refused;
import static dev.oauth2notebook.keycloak.support.OAuth2.accessToken;
import static dev.oauth2notebook.keycloak.support.OAuth2.with;
import static dev.oauth2notebook.keycloak.support.OAuth2.without;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

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

/** Token exchange (RFC 8693) as the notebook does it, and the client that only receives: refusals first. */
@ExtendWith(NotebookServer.class)
class TokenExchangeIT {

    private final OAuth2 oauth = new OAuth2(NotebookServer.get());

    /** It is a resource server: whatever it asks for, it gets no token. */
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
    void downstreamServiceGetsNoTokenByAnyGrant(String grant, String name, String value, int status, String error) {
        Map<String, String> form = new LinkedHashMap<>(with(oauth.as("downstream-service"), "grant_type", grant));
        if (name != null) {
            form.put(name, value);
        }
        if (grant.equals("password")) {
            form.put("password", "alice");
        }
        refused(oauth.post("/token", form), status, error);
    }

    @ParameterizedTest
    @ValueSource(strings = {"downstream-service", "frontend"})
    void clientThatMayNotExchangeIsRefused(String client) {
        Map<String, String> form = new LinkedHashMap<>(exchange(oauth.backendToken("api:read")));
        form.putAll(oauth.as(client));
        refused(oauth.post("/token", form), 400, "unauthorized_client");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tv", "mobile"})
    void publicClientIsRefused(String client) {
        Map<String, String> form = without(exchange(oauth.backendToken("api:read")), "client_secret");
        refused(oauth.post("/token", with(form, "client_id", client)), 400, "unauthorized_client");
    }

    /** RFC 6749 §5.2 asks for {@code invalid_client}; Keycloak says {@code unauthorized_client}. */
    @Test
    void wrongSecretIsUnauthorizedClient() {
        Map<String, String> form = with(exchange(oauth.backendToken("api:read")), "client_secret", "wrong");
        refused(oauth.post("/token", form), 401, "unauthorized_client");
    }

    @ParameterizedTest
    @ValueSource(strings = {"subject_token", "subject_token_type"})
    void missingParameterIsInvalidRequest(String parameter) {
        Map<String, String> form = exchange(oauth.backendToken("api:read"));
        refused(oauth.post("/token", without(form, parameter)), 400, "invalid_request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "garbage", "a.b.c"})
    void inventedSubjectTokenIsInvalidRequest(String token) {
        refused(oauth.post("/token", exchange(token)), 400, "invalid_request");
    }

    @Test
    void revokedSubjectTokenIsInvalidRequest() {
        String token = oauth.backendToken("api:read");
        oauth.post("/revoke", with(oauth.as("backend"), "token", token)).then().statusCode(200);
        refused(oauth.post("/token", exchange(token)), 400, "invalid_request");
    }

    /** RFC 8693 §2.2.2. */
    @ParameterizedTest
    @ValueSource(strings = {"nobody", "frontend", "account"})
    void audienceThatIsNotPermittedIsInvalidTarget(String audience) {
        Map<String, String> form = exchange(oauth.backendToken("api:read"));
        refused(oauth.post("/token", with(form, "audience", audience)), 400, "invalid_target");
    }

    @Test
    void scopeThatIsNotPermittedIsInvalidScope() {
        Map<String, String> form = exchange(oauth.backendToken("api:read api:write"));
        refused(oauth.post("/token", with(form, "scope", "api:write")), 400, "invalid_scope");
    }

    @Test
    void scopeThatTheSubjectTokenDoesNotHaveIsInvalidScope() {
        Map<String, String> form = exchange(oauth.backendToken("api:write"));
        refused(oauth.post("/token", form), 400, "invalid_scope");
    }

    @Test
    void unknownScopeIsInvalidScope() {
        Map<String, String> form = exchange(oauth.backendToken("api:read"));
        refused(oauth.post("/token", with(form, "scope", "nothing:here")), 400, "invalid_scope");
    }

    /** The notebook's call: the backend's own token, for the downstream service alone. */
    @Test
    void notebookGetsATokenForTheDownstreamServiceAlone() {
        Response tokens = oauth.post("/token", exchange(oauth.backendToken("api:read api:write")));
        granted(tokens)
                .body("issued_token_type", equalTo(OAuth2.ACCESS_TOKEN_TYPE))
                .body("scope", equalTo("api:read"))
                .body("$", not(hasKey("refresh_token")));
        JWTClaimsSet claims = claims(accessToken(tokens));
        assertThat(claims.getAudience()).containsExactly("downstream-service");
        assertThat(claims.getClaim("scope")).isEqualTo("api:read");
        assertThat(claims.getClaim("azp")).isEqualTo("backend");
        assertThat(claims.getIssuer()).isEqualTo(oauth.url("/realms/notebook"));
    }

    @Test
    void personStaysTheSubject() {
        String token = accessToken(oauth.codeFlow(new Admin(NotebookServer.get()).newPerson(), "openid api:read"));
        JWTClaimsSet claims = claims(accessToken(oauth.post("/token", exchange(token))));
        assertThat(claims.getSubject()).isEqualTo(claims(token).getSubject());
        assertThat(claims.getAudience()).containsExactly("downstream-service");
    }

    @Test
    void exchangedTokenIsActiveForTheDownstreamServiceAndForNobodyElse() {
        String token = accessToken(oauth.post("/token", exchange(oauth.backendToken("api:read"))));
        oauth.post("/introspect", with(oauth.as("downstream-service"), "token", token))
                .then()
                .statusCode(200)
                .body("active", equalTo(true))
                .body("aud", equalTo("downstream-service"))
                .body("scope", equalTo("api:read"))
                .body("client_id", equalTo("backend"));
        inactive(oauth.post("/introspect", with(oauth.as("backend"), "token", token)));
        inactive(oauth.post("/introspect", with(oauth.as("frontend"), "token", token)));
    }

    @Test
    void revokedExchangedTokenIsInactive() {
        String token = accessToken(oauth.post("/token", exchange(oauth.backendToken("api:read"))));
        oauth.post("/revoke", with(oauth.as("backend"), "token", token)).then().statusCode(200);
        inactive(oauth.post("/introspect", with(oauth.as("downstream-service"), "token", token)));
    }

    @Test
    void tokenThatWasNotExchangedIsInactiveForTheDownstreamService() {
        String token = oauth.backendToken("api:read");
        inactive(oauth.post("/introspect", with(oauth.as("downstream-service"), "token", token)));
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

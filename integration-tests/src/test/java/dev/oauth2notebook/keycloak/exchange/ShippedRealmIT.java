package dev.oauth2notebook.keycloak.exchange;

import static com.jayway.jsonpath.matchers.JsonPathMatchers.hasJsonPath;
import static dev.oauth2notebook.keycloak.support.OAuth2.accessToken;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.oauth2notebook.keycloak.support.Admin;
import dev.oauth2notebook.keycloak.support.NotebookServer;
import dev.oauth2notebook.keycloak.support.OAuth2;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The token exchange policy of the shipped realm. */
@ExtendWith(NotebookServer.class)
class ShippedRealmIT {

    private final OAuth2 oauth = new OAuth2(NotebookServer.get());
    private final Admin admin = new Admin(NotebookServer.get());

    @Test
    void policyIsEnforced() {
        assertThat(admin.request().get("/notebook").<String>path("attributes.token-exchange-policy"))
                .isEqualTo("enforced");
        exchange(oauth.backendToken("api:read")).audience("frontend").assertRefused("invalid_target");
    }

    @Test
    void backendCannotGetTheWriteScopeDownstream() {
        exchange(oauth.backendToken("api:read api:write")).scope("api:write").assertRefused("invalid_scope");
    }

    @Test
    void backendCanExchangeItsOwnToken() {
        JWTClaimsSet claims = exchange(oauth.backendToken("api:read api:write")).claims();
        assertThat(claims.getAudience()).containsExactly("downstream-service");
        assertThat(Tokens.scopes(claims)).containsExactly("api:read");
    }

    @Test
    void mayActInFrontendTokensNamesBackend() {
        assertThat(Tokens.claims(frontendToken()).getClaim("may_act")).isEqualTo(Map.of("client_id", "backend"));
    }

    @Test
    void backendCanActForAUserAndTheApiShowsTheActor() {
        String token =
                exchange(frontendToken()).actor(oauth.backendToken("api:read")).token();
        assertThat(Tokens.actors(Tokens.claims(token))).containsExactly("backend");
        given().header("Authorization", "Bearer " + token)
                .get(oauth.url("/api/test"))
                .then()
                .statusCode(200)
                .body(hasJsonPath("$.actor.client_id", equalTo("backend")));
        oauth.post("/introspect", OAuth2.with(oauth.as("downstream-service"), "token", token))
                .then()
                .body(hasJsonPath("$.active", equalTo(true)))
                .body(hasJsonPath("$.act.client_id", equalTo("backend")));
    }

    @Test
    void exchangedTokenKeepsTheUserAsSubject() {
        String subject = frontendToken();
        assertThat(exchange(subject).claims().getSubject())
                .isEqualTo(Tokens.claims(subject).getSubject());
    }

    @Test
    void impersonationPermitIsIncludedButDisabled() {
        JsonPath profiles =
                admin.request().get("/notebook/client-policies/profiles").jsonPath();
        assertThat(profiles.<String>get(
                        "profiles.find { it.name == 'backend-impersonates' }.executors[0].configuration.acting"))
                .isEqualTo("impersonation");
        JsonPath policies =
                admin.request().get("/notebook/client-policies/policies").jsonPath();
        assertThat(policies.<List<String>>get("policies.findAll { !it.enabled }.profiles.flatten()"))
                .containsExactly("backend-impersonates");
    }

    private String frontendToken() {
        return accessToken(oauth.codeFlow(admin.newPerson(), "openid api:read"));
    }

    private Exchange exchange(String subject) {
        return new Exchange(
                        oauth.url("/token"),
                        oauth.env("BACKEND_CLIENT_ID"),
                        oauth.env("BACKEND_CLIENT_SECRET"),
                        subject)
                .audience("downstream-service");
    }
}

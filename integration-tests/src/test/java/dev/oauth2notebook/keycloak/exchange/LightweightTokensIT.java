package dev.oauth2notebook.keycloak.exchange;

import static com.jayway.jsonpath.matchers.JsonPathMatchers.hasJsonPath;
import static dev.oauth2notebook.keycloak.support.OAuth2.accessToken;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.oauth2notebook.keycloak.support.Admin;
import dev.oauth2notebook.keycloak.support.NotebookServer;
import dev.oauth2notebook.keycloak.support.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Keycloak's lightweight access tokens, issued to {@code frontend} in a copy of the shipped realm. */
@ExtendWith(NotebookServer.class)
class LightweightTokensIT {

    private static final Path SHIPPED = Project.root().resolve("realm-config/notebook-realm.json");
    private static final String REALM = "copy-" + UUID.randomUUID();

    private static TestRealm realm;
    private static String token;

    @BeforeAll
    static void copyShippedRealm() throws IOException {
        String shipped = Files.readString(SHIPPED).replaceAll("\\$\\{[A-Z0-9_]+:([^}]*)}", "$1");
        new Admin(NotebookServer.get())
                .request()
                .body(shipped.replaceFirst("\"realm\": \"[^\"]*\"", "\"realm\": \"" + REALM + "\""))
                .post("")
                .then()
                .statusCode(201);
        realm = TestRealm.imported(NotebookServer.get(), REALM);
        Map<String, Object> attributes =
                new HashMap<>(realm.get("/clients?clientId=frontend").getMap("[0].attributes"));
        attributes.put("client.use.lightweight.access.token.enabled", "true");
        realm.update(
                "frontend",
                Map.of(
                        "secret",
                        TestRealm.SECRET,
                        "directAccessGrantsEnabled",
                        true,
                        "consentRequired",
                        false,
                        "attributes",
                        attributes));
        realm.update("backend", Map.of("secret", TestRealm.SECRET));
        realm.update("downstream-service", Map.of("secret", TestRealm.SECRET));
        token = accessToken(realm.signIn("frontend", realm.newUser(Map.of()), "api:read"));
        assertThat(Tokens.claims(token).getClaims()).doesNotContainKey("sub");
    }

    @Test
    void tokenIsActiveForBackend() {
        realm.introspect("backend", token)
                .then()
                .body(hasJsonPath("$.active", equalTo(true)))
                .body(hasJsonPath("$.scope", containsString("api:read")));
    }

    @Test
    void backendCanExchangeTheToken() {
        JWTClaimsSet claims = realm.exchange("backend", token)
                .audience("downstream-service")
                .scope("api:read")
                .actor(accessToken(
                        realm.token("backend", Map.of("grant_type", "client_credentials", "scope", "api:read"))))
                .claims();
        assertThat(claims.getAudience()).containsExactly("downstream-service");
        assertThat(Tokens.actors(claims)).containsExactly("backend");
    }
}

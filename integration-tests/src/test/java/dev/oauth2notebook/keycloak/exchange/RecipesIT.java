package dev.oauth2notebook.keycloak.exchange;

import static com.jayway.jsonpath.matchers.JsonPathMatchers.hasJsonPath;
import static dev.oauth2notebook.keycloak.support.OAuth2.accessToken;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.jayway.jsonpath.JsonPath;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.oauth2notebook.keycloak.support.DocumentedCommands;
import dev.oauth2notebook.keycloak.support.NotebookServer;
import dev.oauth2notebook.keycloak.support.Project;
import dev.oauth2notebook.keycloak.support.Shell;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Runs recipes of docs/token-exchange.md with the permits and commands as printed there. */
@ExtendWith(NotebookServer.class)
class RecipesIT {

    private static final String DOCUMENT = "docs/token-exchange.md";
    private static final String JUPYTERHUB = "4. JupyterHub gives notebook servers a token for a data service";
    private static final String MCP_SERVER = "5. An MCP server calls another API for its user";
    private static final String GRID_JOB = "6. A grid job gets a token for its own directory";

    private static TestRealm realm;

    @TempDir
    private Path folder;

    @BeforeAll
    static void createRealm() throws IOException {
        realm = TestRealm.create(Map.of(), "enforced");
        realm.addExecutor("resource-indicators", Map.of());
        for (String app : List.of("jupyterhub", "mcp-client", "portal")) {
            newClient(app, Map.of("directAccessGrantsEnabled", true));
        }
        for (String service : List.of("data-api", "storage")) {
            newClient(service, Map.of());
        }
        newClient("calendar", Map.of("attributes", Map.of("resource_url", "https://calendar.example")));
        newClient("mcp-server", requester(Map.of("resource_url", "https://mcp.example/mcp")));
        newClient("job-factory", requester(Map.of()));
        realm.update("jupyterhub", requester(Map.of()));
        realm.newAudience("mcp-client", "mcp-server");
        realm.newAudience("portal", "job-factory");
        realm.newOptionalScope("data:read", "data", "jupyterhub");
        realm.newOptionalScope("calendar:read", "calendar", "mcp-client", "mcp-server");
        realm.newOptionalScope("storage.read:/", "storage", "portal", "job-factory");
        for (String recipe : List.of(JUPYTERHUB, MCP_SERVER, GRID_JOB)) {
            String profile = json(recipe);
            realm.addExecutor(
                    JsonPath.read(profile, "$.name"),
                    JsonPath.read(profile, "$.executors[0].executor"),
                    JsonPath.read(profile, "$.executors[0].configuration"));
        }
    }

    @Test
    void notebookServerGetsAShortTokenThatTheHubRenews() {
        Response signIn = signIn("jupyterhub", "openid data:read", Map.of());
        String script = DocumentedCommands.script(
                RecipesIT.class,
                "docs/token-exchange.md",
                "4. JupyterHub gives notebook servers a token for a data service");

        String first = run(script, Map.of("USER_TOKEN", accessToken(signIn)));
        JWTClaimsSet claims = Tokens.claims(first);
        assertThat(claims.getAudience()).containsExactly("data-api");
        assertThat(Tokens.scopes(claims)).containsExactly("data:read");
        assertThat(Tokens.lifetime(claims)).isLessThanOrEqualTo(600);

        Response refreshed = realm.token(
                "jupyterhub",
                Map.of("grant_type", "refresh_token", "refresh_token", signIn.<String>path("refresh_token")));
        String second = run(script, Map.of("USER_TOKEN", accessToken(refreshed)));
        assertThat(second).isNotEqualTo(first);

        realm.post(
                        "/protocol/openid-connect/logout",
                        "jupyterhub",
                        Map.of("refresh_token", refreshed.<String>path("refresh_token")))
                .then()
                .statusCode(204);
        realm.introspect("data-api", second).then().body(hasJsonPath("$.active", equalTo(false)));
    }

    @Test
    void mcpServerActsForItsUserAtAnotherApi() {
        String userToken =
                accessToken(signIn("mcp-client", "calendar:read", Map.of("resource", "https://mcp.example/mcp")));
        assertThat(Tokens.claims(userToken).getAudience()).containsExactly("https://mcp.example/mcp", "mcp-server");

        JWTClaimsSet claims = Tokens.claims(run(
                DocumentedCommands.script(
                        RecipesIT.class, "docs/token-exchange.md", "5. An MCP server calls another API for its user"),
                Map.of(
                        "USER_TOKEN",
                        userToken,
                        "OWN_TOKEN",
                        accessToken(realm.token("mcp-server", Map.of("grant_type", "client_credentials"))))));

        assertThat(claims.getAudience()).containsExactly("https://calendar.example", "calendar");
        assertThat(claims.getClaim("sub")).isEqualTo(Tokens.claims(userToken).getClaim("sub"));
        assertThat(Tokens.actors(claims)).containsExactly("mcp-server");
    }

    @Test
    void gridJobReadsItsOwnDirectoryOnly() {
        String userToken = accessToken(signIn("portal", "storage.read:/", Map.of()));

        JWTClaimsSet claims = Tokens.claims(run(
                DocumentedCommands.script(
                        RecipesIT.class, "docs/token-exchange.md", "6. A grid job gets a token for its own directory"),
                Map.of("USER_TOKEN", userToken)));

        assertThat(Tokens.scopes(claims)).containsExactly("storage.read:/home/alice/job-7");
        assertThat(claims.getAudience()).containsExactly("storage");
        realm.exchange("job-factory", userToken)
                .audience("storage")
                .scope("storage.read:/etc")
                .assertRefused("invalid_scope");
    }

    /** Runs the commands of a recipe, and returns the access token that they print. */
    private String run(String script, Map<String, String> variables) {
        Shell shell = Shell.in(folder)
                .set("SECRET", TestRealm.SECRET)
                .set("TOKEN_ENDPOINT", realm.url("/protocol/openid-connect/token"));
        variables.forEach(shell::set);
        return JsonPath.read(shell.run(script), "$.access_token");
    }

    private static Response signIn(String client, String scope, Map<String, String> more) {
        Map<String, String> form = new HashMap<>(more);
        form.putAll(Map.of("grant_type", "password", "username", "user", "password", TestRealm.SECRET, "scope", scope));
        return realm.token(client, form);
    }

    private static void newClient(String clientId, Map<String, ?> more) {
        Map<String, Object> client = new HashMap<>(more);
        client.put("clientId", clientId);
        client.put("defaultClientScopes", List.of("basic", "roles"));
        realm.newClient(client);
    }

    private static Map<String, Object> requester(Map<String, String> attributes) {
        Map<String, String> all = new HashMap<>(attributes);
        all.put("standard.token.exchange.enabled", "true");
        return Map.of("serviceAccountsEnabled", true, "attributes", all);
    }

    /** Returns the JSON in a section of the document. */
    private static String json(String section) throws IOException {
        String document = Files.readString(Project.root().resolve(DOCUMENT));
        Matcher block = Pattern.compile("### " + Pattern.quote(section) + ".*?```json\n(.*?)```", Pattern.DOTALL)
                .matcher(document);
        assertThat(block.find()).as(section).isTrue();
        return block.group(1);
    }
}

package dev.oauth2notebook.keycloak.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oauth2notebook.keycloak.support.Admin;
import dev.oauth2notebook.keycloak.support.NodeJs;
import dev.oauth2notebook.keycloak.support.NotebookServer;
import dev.oauth2notebook.keycloak.support.OAuth2;
import dev.oauth2notebook.keycloak.support.Person;
import io.restassured.path.json.JsonPath;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs a client built on the MCP TypeScript SDK, which discovers everything from the URL of a resource. */
@ExtendWith(NotebookServer.class)
class McpClientIT {

    private static final String CALLBACK = "http://localhost:9/callback";

    private static NodeJs client;

    private final OAuth2 oauth = new OAuth2(NotebookServer.get());
    private final Admin admin = new Admin(NotebookServer.get());

    @BeforeAll
    static void install() {
        client = NodeJs.install("integration-tests/src/test/mcp");
    }

    @ParameterizedTest
    @CsvSource({"/api/test, openid", "/realms/notebook/oauth2/api/resource, api:read"})
    void resourceUrlIsEnoughForDiscoverySignInAndRequest(String path, String scope) {
        String callback = oauth.env("FRONTEND_REDIRECT_URI");
        Map<String, String> registration = Map.of(
                "CLIENT_ID", oauth.env("FRONTEND_CLIENT_ID"),
                "CLIENT_SECRET", oauth.env("FRONTEND_CLIENT_SECRET"),
                "REDIRECT_URI", callback);
        Person person = admin.newPerson();
        try (NodeJs.Script script = client.run(registration, "client.js", oauth.url(path))) {
            script.writeLine(person.signIn(script.readLine("http"), callback).url());
            JsonPath result = new JsonPath(script.readLine("{"));
            assertThat(result.getList("requests"))
                    .containsExactly(
                            "GET " + path + " 401",
                            "GET /.well-known/oauth-protected-resource" + path + " 200",
                            "GET /.well-known/oauth-authorization-server/realms/notebook 200",
                            "POST /realms/notebook/protocol/openid-connect/token 200",
                            "GET " + path + " 200");
            assertThat(result.getInt("status")).isEqualTo(200);
            assertThat(result.getString("body.client")).isEqualTo(registration.get("CLIENT_ID"));
            assertThat(result.getList("body.scopes")).isEqualTo(List.of(scope));
        }
    }

    @Test
    void strictServerAcceptsATokenForItsOwnUrl() {
        try (NodeJs.Script server = client.run(Map.of(), "server.js")) {
            String resource = server.readLine("http");
            server.writeLine(oauth.url("/realms/notebook"));
            server.readLine("ready");
            String api = newClient(Map.of("attributes", Map.of("resource_url", resource)));
            String app = newClient(Map.of(
                    "publicClient",
                    true,
                    "redirectUris",
                    List.of(CALLBACK),
                    "protocolMappers",
                    List.of(Map.of(
                            "name",
                            "audience",
                            "protocol",
                            "openid-connect",
                            "protocolMapper",
                            "oidc-audience-mapper",
                            "config",
                            Map.of("included.client.audience", api, "access.token.claim", "true")))));
            Person person = admin.newPerson();
            try (NodeJs.Script script =
                    client.run(Map.of("CLIENT_ID", app, "REDIRECT_URI", CALLBACK), "client.js", resource)) {
                script.writeLine(
                        person.signIn(script.readLine("http"), CALLBACK).url());
                JsonPath result = new JsonPath(script.readLine("{"));
                assertThat(result.getInt("status")).isEqualTo(200);
                assertThat(result.getString("body.client")).isEqualTo(app);
            }
        }
    }

    private String newClient(Map<String, ?> more) {
        Map<String, Object> representation = new HashMap<>(more);
        String clientId = "mcp-" + UUID.randomUUID();
        representation.put("clientId", clientId);
        admin.create("/notebook/clients", representation);
        return clientId;
    }
}

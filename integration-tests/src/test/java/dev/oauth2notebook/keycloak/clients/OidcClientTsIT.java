package dev.oauth2notebook.keycloak.clients;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.oauth2notebook.keycloak.support.Admin;
import dev.oauth2notebook.keycloak.support.DocumentedCommands;
import dev.oauth2notebook.keycloak.support.NotebookServer;
import dev.oauth2notebook.keycloak.support.OAuth2;
import dev.oauth2notebook.keycloak.support.Project;
import dev.oauth2notebook.keycloak.support.Server;
import dev.oauth2notebook.keycloak.support.Shell;
import io.restassured.response.Response;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The client that {@code docs/clients.md} creates for applications in the browser, such as those with oidc-client-ts. */
@ExtendWith(NotebookServer.class)
class OidcClientTsIT {

    private static final String ORIGIN = "http://localhost:5173";
    private static final String ALLOWED_ORIGIN = "Access-Control-Allow-Origin";

    private final OAuth2 oauth = new OAuth2(NotebookServer.get());

    @BeforeAll
    static void createClient(@TempDir Path folder) {
        Server server = NotebookServer.get();
        Shell.in(folder)
                .set("PATH", Project.server().resolve("bin") + ":" + System.getenv("PATH"))
                .set("KC_OPTS", "-Duser.home=" + folder)
                .set("KC_CLI_PASSWORD", Server.ADMIN)
                .run(DocumentedCommands.script(OidcClientTsIT.class, "docs/clients.md", "oidc-client-ts")
                        .replace("http://localhost:8080", server.localUrl()));
    }

    @AfterAll
    static void deleteClient() {
        Admin admin = new Admin(NotebookServer.get());
        String id = admin.request()
                .queryParam("clientId", "spa")
                .get("/notebook/clients")
                .then()
                .statusCode(200)
                .extract()
                .path("[0].id");
        admin.request().delete("/notebook/clients/" + id).then().statusCode(204);
    }

    @Test
    void browserMayReadTheTokenResponseOfTheDocumentedClient() {
        Response response = tokenResponse("spa", "openid profile email");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.header(ALLOWED_ORIGIN)).isEqualTo(ORIGIN);
    }

    @Test
    void browserMayNotReadTheTokenResponseOfMobile() {
        Response response = tokenResponse("mobile", "openid profile");
        assertThat(response.header(ALLOWED_ORIGIN)).isNull();
    }

    @Test
    void documentedClientMayCallTheTestResourceOnly() {
        String token = tokenResponse("spa", "openid profile email").path("access_token");
        given().auth().oauth2(token).get(oauth.url("/api/test")).then().statusCode(200);
        given().auth().oauth2(token).get(oauth.url("/api/resource")).then().statusCode(401);
    }

    private Response tokenResponse(String client, String scope) {
        Map<String, String> request = new HashMap<>(oauth.authorizationRequest(scope));
        request.put("client_id", client);
        request.put("redirect_uri", ORIGIN + "/callback");
        String code = oauth.authorize(new Admin(NotebookServer.get()).newPerson(), request)
                .parameter("code");
        return given().header("Origin", ORIGIN)
                .formParams(Map.of(
                        "grant_type",
                        "authorization_code",
                        "client_id",
                        client,
                        "code",
                        code,
                        "redirect_uri",
                        ORIGIN + "/callback",
                        "code_verifier",
                        OAuth2.VERIFIER))
                .post(oauth.url("/token"));
    }
}

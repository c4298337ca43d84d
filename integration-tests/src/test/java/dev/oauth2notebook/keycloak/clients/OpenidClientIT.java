package dev.oauth2notebook.keycloak.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oauth2notebook.keycloak.support.Admin;
import dev.oauth2notebook.keycloak.support.NodeJs;
import dev.oauth2notebook.keycloak.support.NotebookServer;
import dev.oauth2notebook.keycloak.support.OAuth2;
import dev.oauth2notebook.keycloak.support.Person;
import io.restassured.path.json.JsonPath;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Runs the code for openid-client (Node.js) in {@code docs/clients.md}. */
@ExtendWith(NotebookServer.class)
class OpenidClientIT {

    private static final String CALLBACK = "http://127.0.0.1:9000/callback";

    private static NodeJs client;

    private final OAuth2 oauth = new OAuth2(NotebookServer.get());
    private final Person person = new Admin(NotebookServer.get()).newPerson();
    private final String issuer = oauth.url("/realms/notebook");

    @BeforeAll
    static void install() {
        client = NodeJs.install("integration-tests/src/test/openid-client");
        List<String> documented = ClientsPage.code("openid-client");
        assertThat(documented).hasSize(1);
        String server = NotebookServer.get().localUrl();
        client.write("notebook.js", documented.get(0).replace("http://localhost:8080", server));
    }

    @Test
    void serverUrlIsNotTheIssuerButTheUrlOfItsDocumentIsAccepted() {
        try (NodeJs.Script script = run("discovery")) {
            JsonPath result = new JsonPath(script.readLine("{"));
            assertThat(result.getString("serverUrl")).isEqualTo("OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED");
            assertThat(result.getString("document")).isEqualTo(oauth.url("/token"));
        }
    }

    @Test
    void responseOfAnotherIssuerIsRefused() {
        JsonPath result = signIn(url -> browse(url).replace("realms%2Fnotebook", "realms%2Fother"));
        assertThat(result.getString("error")).isEqualTo("OAUTH_INVALID_RESPONSE");
        assertThat(result.getString("message")).contains("unexpected \"iss\"");
    }

    @Test
    void responseWithoutIssuerIsRefused() {
        JsonPath result = signIn(url -> browse(url).replaceFirst("&iss=[^&]*", ""));
        assertThat(result.getString("error")).isEqualTo("OAUTH_INVALID_RESPONSE");
        assertThat(result.getString("message")).contains("\"iss\" (issuer) missing");
    }

    @Test
    void errorResponseIsReported() {
        JsonPath result = signIn(url -> browse(url.replace("api%3Aread", "video%3Aread")));
        assertThat(result.getString("error")).isEqualTo("invalid_scope");
    }

    @Test
    void personSignsInCallsTheApiAndSignsOut() {
        try (NodeJs.Script script = run("session")) {
            script.writeLine(browse(script.readLine("http")));
            script.writeLine(browse(script.readLine("http")));
            JsonPath result = new JsonPath(script.readLine("{"));
            assertThat(result.getString("error")).isNull();
            assertThat(result.getString("issuer")).isEqualTo(issuer);
            assertThat(result.getString("user")).isEqualTo(person.name());
            assertThat(Arrays.asList(result.getString("scope").split(" ")))
                    .containsExactlyInAnyOrder("openid", "profile", "email", "api:read");
            assertThat(result.getInt("resource")).isEqualTo(200);
            assertThat(result.getBoolean("introspection.active")).isTrue();
            assertThat(result.getString("introspection.username")).isEqualTo(person.name());
            assertThat(result.getString("exchanged")).isEqualTo(OAuth2.ACCESS_TOKEN_TYPE);
            assertThat(result.getString("arrival")).isEqualTo(CALLBACK + "?state=signed-out");
            assertThat(result.getString("refreshAfterLogout")).isEqualTo("invalid_grant");
        }
    }

    @Test
    void backendGetsATokenOfItsOwn() {
        try (NodeJs.Script script = run("client-credentials")) {
            assertThat(new JsonPath(script.readLine("{")).getString("scope")).isEqualTo("api:read");
        }
    }

    @Test
    void deviceGetsItsTokensAfterTheCodeIsConfirmed() {
        try (NodeJs.Script script = run("device")) {
            script.writeLine(person.signIn(script.readLine("http"), null).url());
            JsonPath result = new JsonPath(script.readLine("{"));
            assertThat(result.getString("issuer")).isEqualTo(issuer);
            assertThat(result.getString("scope")).isEqualTo("openid video:read");
        }
    }

    private JsonPath signIn(UnaryOperator<String> browser) {
        try (NodeJs.Script script = run("session")) {
            script.writeLine(browser.apply(script.readLine("http")));
            return new JsonPath(script.readLine("{"));
        }
    }

    private NodeJs.Script run(String flow) {
        return client.run(
                Map.of("BACKEND_SECRET", oauth.env("BACKEND_CLIENT_SECRET")), "client.js", flow, oauth.url(""));
    }

    private String browse(String url) {
        return person.signIn(url, CALLBACK).url();
    }
}

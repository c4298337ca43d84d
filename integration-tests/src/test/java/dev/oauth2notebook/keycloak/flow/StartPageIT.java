package dev.oauth2notebook.keycloak.flow;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.oauth2notebook.keycloak.support.Admin;
import dev.oauth2notebook.keycloak.support.NotebookServer;
import dev.oauth2notebook.keycloak.support.OAuth2;
import dev.oauth2notebook.keycloak.support.RealmSettings;
import io.restassured.specification.RequestSpecification;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The start page, and to whom it shows the development secrets in its environment block. */
@ExtendWith(NotebookServer.class)
class StartPageIT {

    private static final String SECRET = "-development-secret";

    private final OAuth2 oauth = new OAuth2(NotebookServer.get());
    private final Admin admin = new Admin(NotebookServer.get());

    /** DNS rebinding: the page of another site reaches this server under the name of that site. */
    @ParameterizedTest
    @ValueSource(strings = {"attacker.example", "localhost.attacker.example", "192.0.2.1", "localhost."})
    void secretsAreNotShownUnderAnotherHostname(String host) {
        Document page = page(given().header("Host", host));
        assertThat(page.html()).doesNotContain(SECRET);
        assertThat(page.select("#environment").text()).startsWith("# Fill in: FRONTEND_CLIENT_SECRET");
    }

    @ParameterizedTest
    @CsvSource({"X-Forwarded-For, 192.0.2.1", "X-Forwarded-Host, id.example.org", "Forwarded, for=192.0.2.1"})
    void secretsAreNotShownThroughAProxy(String header, String value) {
        assertThat(page(given().header(header, value)).html()).doesNotContain(SECRET);
    }

    @Test
    void copiedEnvironmentBlockWorks() {
        Map<String, String> values = page(given())
                .select("#environment")
                .first()
                .wholeText()
                .lines()
                .map(line -> line.split("=", 2))
                .collect(Collectors.toMap(entry -> entry[0], entry -> entry[1]));
        NotebookServer.get().environment().variables().forEach((name, value) -> {
            if (values.containsKey(name) && !name.equals("OAUTH2_SERVER_PORT")) {
                // The order of scopes does not matter (RFC 6749 §3.3).
                assertThat(values.get(name).split(",")).as(name).containsExactlyInAnyOrder(value.split(","));
            }
        });
        assertThat(values.get("OAUTH2_SERVER_URL")).endsWith(":" + values.get("OAUTH2_SERVER_PORT"));
        assertThat(values)
                .containsKeys("OAUTH2_SERVER_URL", "DEFAULT_SCOPES", "FRONTEND_REDIRECT_URI", "TV_CLIENT_SECRET");
        given().formParam("grant_type", "client_credentials")
                .formParam("client_id", values.get("BACKEND_CLIENT_ID"))
                .formParam("client_secret", values.get("BACKEND_CLIENT_SECRET"))
                .post(values.get("OAUTH2_SERVER_URL") + "/token")
                .then()
                .statusCode(200);
    }

    @Test
    void downloadEqualsTheEnvironmentBlock() {
        Document page = page(given());
        String link = page.select("#environment-download").attr("href");
        assertThat(URLDecoder.decode(link.substring(link.indexOf(',') + 1), StandardCharsets.UTF_8))
                .isEqualTo(page.select("#environment").first().wholeText());
    }

    @Test
    void usersOfTheRealmFileAreNamedOnlyOnALocalServer() {
        assertThat(page(given()).select("#development-users code").eachText()).containsExactly("alice", "bob");
        assertThat(page(given().header("Host", "attacker.example")).select("#development-users"))
                .isEmpty();
    }

    @Test
    void userWithAnotherPasswordIsNotNamed() {
        String user = "user-" + UUID.randomUUID();
        String id = admin.create(
                "/notebook/users", Map.of("username", user, "enabled", true, "credentials", List.of(password(user))));
        RealmSettings settings = RealmSettings.attribute("start-page.users", "nobody " + user);
        try {
            assertThat(page(given()).select("#development-users code").eachText())
                    .containsExactly(user);
            admin.request()
                    .body(password("changed"))
                    .put("/notebook/users/" + id + "/reset-password")
                    .then()
                    .statusCode(204);
            assertThat(page(given()).select("#development-users")).isEmpty();
        } finally {
            settings.restore();
        }
    }

    @ParameterizedTest
    @CsvSource({"https://docs.example.org/, 1", "javascript:alert(1), 0"})
    void documentationIsLinkedIfTheRealmHasItsUrl(String url, int links) {
        RealmSettings settings = RealmSettings.attribute("start-page.documentation", url);
        try {
            assertThat(page(given()).select("a[href='" + url + "']")).hasSize(links);
        } finally {
            settings.restore();
        }
    }

    private static Map<String, Object> password(String value) {
        return Map.of("type", "password", "value", value, "temporary", false);
    }

    private Document page(RequestSpecification request) {
        return Jsoup.parse(
                request.get(oauth.url("/")).then().statusCode(200).extract().asString());
    }
}

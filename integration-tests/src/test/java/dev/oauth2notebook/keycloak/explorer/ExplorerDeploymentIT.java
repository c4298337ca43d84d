package dev.oauth2notebook.keycloak.explorer;

import static com.jayway.jsonpath.matchers.JsonPathMatchers.hasJsonPath;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import dev.oauth2notebook.keycloak.support.EventStream;
import dev.oauth2notebook.keycloak.support.ExplorerServer;
import dev.oauth2notebook.keycloak.support.OAuth2;
import dev.oauth2notebook.keycloak.support.Poll;
import dev.oauth2notebook.keycloak.support.ServerProcess;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers with other options of the explorer. Each test starts its own. */
class ExplorerDeploymentIT {

    private static final String OPTION = "--spi-realm-restapi-extension--explorer--";

    @ParameterizedTest
    @ValueSource(strings = {"--http-host=0.0.0.0", "--hostname=https://id.example.org"})
    void localIsRefusedIfOthersCanReachTheServer(String option) {
        assertThatThrownBy(() -> ServerProcess.start(ExplorerServer.LOCAL, option))
                .hasMessageContaining(
                        "The option mode of the explorer is local, which shows all requests to everybody");
    }

    @Test
    void unknownModeIsRefused() {
        assertThatThrownBy(() -> ServerProcess.start(OPTION + "mode=everybody"))
                .hasMessageContaining("The option mode of the explorer must be off, own or local, but is 'everybody'.");
    }

    @Test
    void ownIsAllowedOnAPublicServerAndRedirectsFromTheRoot() {
        try (ServerProcess server = ServerProcess.start(OPTION + "mode=own", "--hostname=https://id.example.org")) {
            given().redirects()
                    .follow(false)
                    .get(server.localUrl() + "/explorer")
                    .then()
                    .statusCode(302)
                    .header("Location", equalTo("https://id.example.org/realms/notebook/oauth2/explorer"));
            given().get(server.localUrl() + "/explorer/requests").then().statusCode(401);
        }
    }

    @Test
    void limitsHold() {
        try (ServerProcess server =
                ServerProcess.start(ExplorerServer.LOCAL, OPTION + "max-requests=5", OPTION + "max-bytes=60000")) {
            OAuth2 oauth = new OAuth2(server);
            IntStream.range(0, 12).forEach(request -> given().get(oauth.url("/jwks")));
            List<String> ids = Poll.until(
                    () -> given().get(oauth.url("/explorer/requests"))
                            .then()
                            .body(hasJsonPath("$.requests.length()", lessThanOrEqualTo(5)))
                            .extract()
                            .jsonPath()
                            .getList("requests.id", String.class),
                    found -> found.size() == 5 && found.get(4).endsWith("12"));
            assertThat(ids).hasSize(5);
            given().get(oauth.url("/explorer/requests"))
                    .then()
                    .body(hasJsonPath("$.dropped", equalTo(true)))
                    .body(hasJsonPath("$.oldest", equalTo(ids.get(0))))
                    .body(hasJsonPath("$.requests", hasSize(5)));
            assertTooLargeRequestIsReportedAsMissing(oauth, ids.get(4));
        }
    }

    private static void assertTooLargeRequestIsReportedAsMissing(OAuth2 oauth, String last) {
        try (EventStream watching = new Explorer(oauth.url("/explorer")).streamAfter(last)) {
            given().formParam("scope", Collections.nCopies(40, "x".repeat(2000)))
                    .post(oauth.url("/token"))
                    .then()
                    .statusCode(400);
            EventStream.Event gap = watching.await(event -> event.type().equals("gap"));
            given().get(oauth.url("/api/test?audience=next"));
            EventStream.Event next = watching.awaitRequest("audience=next");
            assertThat(watching.events()).containsSubsequence(gap, next);
            given().get(oauth.url("/explorer/requests?after=" + last))
                    .then()
                    .body(hasJsonPath("$.dropped", equalTo(true)));
        }
    }
}

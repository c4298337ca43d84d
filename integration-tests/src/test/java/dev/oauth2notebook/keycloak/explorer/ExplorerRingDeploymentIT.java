package dev.oauth2notebook.keycloak.explorer;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.oauth2notebook.keycloak.support.EventStream;
import dev.oauth2notebook.keycloak.support.EventStream.Event;
import dev.oauth2notebook.keycloak.support.ExplorerServer;
import dev.oauth2notebook.keycloak.support.OAuth2;
import dev.oauth2notebook.keycloak.support.ServerProcess;
import io.restassured.path.json.JsonPath;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Many more requests than the explorer keeps; they keep the machine busy for a minute. */
class ExplorerRingDeploymentIT {

    private static final int REQUESTS = 10_000;
    private static final int AT_ONCE = 20;
    private static final int KEPT = 500;

    private static ServerProcess server;

    private final OAuth2 oauth = new OAuth2(server);
    private final Explorer explorer = new Explorer(oauth.url("/explorer"));

    @BeforeAll
    static void start() {
        server = ServerProcess.start(
                ExplorerServer.LOCAL, "--spi-realm-restapi-extension--explorer--max-rate=" + Integer.MAX_VALUE);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void tenThousandRequestsLeaveFiveHundredAndTheOthersAreReportedAsMissing() {
        try (EventStream watching = explorer.stream()) {
            String first = watching.awaitRequest(send()).id();
            sendMany();
            String last = send();
            watching.awaitRequest(last);
            List<Event> events = watching.events();
            assertNothingIsMissingWithoutAGap(events.stream()
                    .dropWhile(event -> !event.id().equals(first))
                    .toList());

            JsonPath kept = explorer.get("/requests").jsonPath();
            assertThat(kept.getList("requests")).hasSize(KEPT);
            assertThat(kept.getBoolean("dropped")).isTrue();
            assertThat(kept.getString("oldest")).isEqualTo(kept.getString("requests[0].id"));
            assertThat(kept.getList("requests.id", String.class)).doesNotContain(first);

            JsonPath later = explorer.get("/requests?after=" + first).jsonPath();
            assertThat(later.getBoolean("dropped")).isTrue();
            assertThat(later.getList("requests")).hasSize(KEPT);
            JsonPath known =
                    explorer.get("/requests?after=" + kept.getString("oldest")).jsonPath();
            assertThat(known.getBoolean("dropped")).isFalse();
            assertThat(known.getList("requests")).hasSize(KEPT - 1);

            try (EventStream again = explorer.streamAfter(first)) {
                again.awaitRequest(last);
                assertThat(again.events().get(0).type()).isEqualTo("gap");
                assertThat(again.events().get(0).json().getString("oldest")).isEqualTo(kept.getString("oldest"));
                assertThat(again.events().stream().filter(event -> event.type().equals("request")))
                        .hasSize(KEPT);
            }
        }
    }

    /** The ids of a node are numbered, over all realms; there are no requests to others at the same time. */
    private static void assertNothingIsMissingWithoutAGap(List<Event> events) {
        for (int index = 1; index < events.size(); index++) {
            if (events.get(index).type().equals("request")
                    && events.get(index - 1).type().equals("request")) {
                assertThat(number(events.get(index))).isEqualTo(number(events.get(index - 1)) + 1);
            }
        }
    }

    private static int number(Event event) {
        return Integer.parseInt(event.id().substring(event.id().indexOf('-') + 1));
    }

    private void sendMany() {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(oauth.url("/api/test"))).build();
        for (int sent = 0; sent < REQUESTS; sent += AT_ONCE) {
            CompletableFuture<?>[] answers = IntStream.range(0, AT_ONCE)
                    .mapToObj(number -> client.sendAsync(request, HttpResponse.BodyHandlers.discarding())
                            .thenAccept(
                                    answer -> assertThat(answer.statusCode()).isEqualTo(401)))
                    .toArray(CompletableFuture<?>[]::new);
            CompletableFuture.allOf(answers).join();
        }
    }

    /** Sends a request that nobody else sends, and returns what distinguishes it. */
    private String send() {
        String audience = "audience-" + UUID.randomUUID();
        given().get(oauth.url("/api/test?audience=" + audience)).then().statusCode(401);
        return audience;
    }
}

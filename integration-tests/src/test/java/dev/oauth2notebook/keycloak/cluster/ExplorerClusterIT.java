package dev.oauth2notebook.keycloak.cluster;

import static dev.oauth2notebook.keycloak.support.OAuth2.with;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.oauth2notebook.keycloak.support.EventStream;
import dev.oauth2notebook.keycloak.support.OAuth2;
import dev.oauth2notebook.keycloak.support.Poll;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

/** Whoever watches one node sees the requests that the other one has served. */
@ExtendWith(TwoNodeCluster.class)
@Isolated("nodes that are short of CPU suspect each other")
class ExplorerClusterIT {

    private static final int BURST = 100;
    private static final int MAX_REQUESTS = 20_000;
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Cluster cluster = TwoNodeCluster.get();
    private final OAuth2 oauth = new OAuth2(cluster);

    @BeforeEach
    void startAllNodes() {
        cluster.restore();
    }

    @Test
    void eachNodeShowsTheRequestsOfTheOther() {
        for (int node = 0; node < 2; node++) {
            use(node);
            String audience = send();
            List<Map<String, Object>> here = awaitRequests(audience);
            use(1 - node);
            List<Map<String, Object>> there = awaitRequests(audience);
            assertThat(there).hasSize(1).isEqualTo(here);
        }
    }

    @Test
    void watcherOfOneNodeSeesWhatTheOtherServes() {
        for (int node = 0; node < 2; node++) {
            use(node);
            try (EventStream stream = watch(Map.of())) {
                use(1 - node);
                stream.awaitRequest(send());
            }
        }
    }

    /** The limit is {@code max-rate}: 1,000 requests at once, and then 50 per second. */
    @Test
    void watcherIsToldThatTheOtherNodeRecordsNotEverything() {
        use(0);
        try (EventStream stream = watch(Map.of())) {
            use(1);
            for (int sent = 0; sent < MAX_REQUESTS && !hasGap(stream); sent += BURST) {
                sendAtOnce(BURST);
            }
            stream.await(event -> event.type().equals("gap"));
        }
    }

    /** What the killed node recorded in its last second may be missing; the watcher is told, and gets everything else. */
    @Test
    void watcherOfAKilledNodeContinuesAtTheOther() {
        use(1);
        String last;
        List<String> served = new ArrayList<>();
        try (EventStream stream = watch(Map.of())) {
            for (int request = 0; request < 3; request++) {
                String audience = send();
                served.add(stream.awaitRequest(audience).id());
                use(0);
                awaitRequests(audience); // what is older than a second has arrived
                use(1);
            }
            last = stream.awaitRequest(send()).id();
            cluster.nodes().get(1).kill();
            stream.awaitEnd();
        }
        cluster.nodes().get(0).awaitMembers(1);
        use(0);
        assertThat(ids()).containsAll(served);
        assertContinues(served.get(0));
        assertContinues(last);
    }

    private void assertContinues(String lastId) {
        try (EventStream stream = watch(Map.of("Last-Event-ID", lastId))) {
            stream.awaitRequest(send());
            List<String> ids = ids();
            int known = ids.indexOf(lastId);
            assertThat(hasGap(stream)).as("a gap is reported").isEqualTo(known < 0);
            Poll.until(
                    () -> stream.events().stream().map(EventStream.Event::id).toList(),
                    seen -> seen.containsAll(ids.subList(known + 1, ids.size())));
        }
    }

    private void use(int node) {
        cluster.balancer().use(List.of(cluster.nodes().get(node)));
    }

    private EventStream watch(Map<String, String> headers) {
        return EventStream.open(oauth.url("/explorer/stream"), headers);
    }

    /** Sends a request that nobody else sends, and returns what distinguishes it. */
    private String send() {
        String audience = "audience-" + UUID.randomUUID();
        oauth.post("/token", with(with(oauth.as("backend"), "grant_type", "client_credentials"), "audience", audience));
        return audience;
    }

    private void sendAtOnce(int requests) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(oauth.url("/.well-known/oauth-authorization-server")))
                .build();
        IntStream.range(0, requests)
                .mapToObj(number -> HTTP.sendAsync(request, BodyHandlers.discarding()))
                .toList()
                .forEach(CompletableFuture::join);
    }

    private static boolean hasGap(EventStream stream) {
        return stream.events().stream().anyMatch(event -> event.type().equals("gap"));
    }

    private List<String> ids() {
        return requests().stream().map(request -> (String) request.get("id")).toList();
    }

    private List<Map<String, Object>> awaitRequests(String audience) {
        return Poll.until(
                () -> requests().stream()
                        .filter(request -> request.get("form").toString().contains(audience))
                        .toList(),
                requests -> !requests.isEmpty());
    }

    private List<Map<String, Object>> requests() {
        return given().get(oauth.url("/explorer/requests"))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("requests");
    }
}

package dev.oauth2notebook.keycloak.explorer;

import static dev.oauth2notebook.keycloak.support.OAuth2.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.oauth2notebook.keycloak.support.EventStream;
import dev.oauth2notebook.keycloak.support.ExplorerServer;
import dev.oauth2notebook.keycloak.support.OAuth2;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The stream of recorded requests: reconnecting, gaps, and many watchers. */
@ExtendWith(ExplorerServer.class)
@ResourceLock(value = ExplorerServer.REQUESTS, mode = ResourceAccessMode.READ)
class ExplorerStreamIT {

    private static final int WATCHERS = 200;

    private final OAuth2 oauth = new OAuth2(ExplorerServer.get());
    private final Explorer explorer = new Explorer(oauth.url("/explorer"));

    @Test
    void unknownPositionIsReportedAsGap() {
        try (EventStream stream = explorer.streamAfter("nothing-000001")) {
            EventStream.Event gap = stream.await(event -> event.type().equals("gap"));
            assertThat(stream.events().get(0)).isEqualTo(gap);
        }
    }

    @Test
    void requestArrivesWhileItHappens() {
        try (EventStream stream = explorer.stream()) {
            assertThat(stream.status()).isEqualTo(200);
            assertThat(stream.header("Content-Type")).startsWith("text/event-stream");
            assertThat(stream.header("Cache-Control")).isEqualTo("no-store");
            EventStream.Event event = stream.awaitRequest(send());
            assertThat(event.id()).isEqualTo(event.json().getString("id"));
            // The stream and the list say the same.
            assertThat(explorer.get("/requests").asString()).contains(event.data());
        }
    }

    @Test
    void reconnectingWatcherMissesNothing() {
        String first = send();
        String id;
        try (EventStream stream = explorer.stream()) {
            id = stream.awaitRequest(first).id();
        }
        List<String> missed = List.of(send(), send(), send());
        try (EventStream stream = explorer.streamAfter(id)) {
            missed.forEach(stream::awaitRequest);
            assertThat(stream.events()).noneMatch(event -> event.type().equals("gap"));
        }
        assertThat(explorer.get("/requests?after=" + id).asString())
                .contains(missed)
                .doesNotContain("\"id\":\"" + id);
    }

    @Test
    void twoHundredWatchersSeeTheSame() {
        String before = send();
        String id =
                explorer.await(request -> request.toString().contains(before)).getString("id");
        List<EventStream> streams = new ArrayList<>();
        try {
            for (int watcher = 0; watcher < WATCHERS; watcher++) {
                streams.add(explorer.streamAfter(id));
            }
            assertThat(streams).allMatch(stream -> stream.status() == 200);
            String audience = send();
            streams.forEach(stream -> stream.awaitRequest(audience));
            // All of them are still connected, and the server still answers.
            OAuth2.accessToken(oauth.post("/token", with(oauth.as("backend"), "grant_type", "client_credentials")));
            assertThat(ExplorerServer.get().log()).doesNotContain("Uncaught exception");
        } finally {
            streams.forEach(EventStream::close);
        }
    }

    /** Sends a request that nobody else sends, and returns what distinguishes it. */
    private String send() {
        String audience = "audience-" + UUID.randomUUID();
        oauth.post("/token", with(with(oauth.as("backend"), "grant_type", "client_credentials"), "audience", audience));
        return audience;
    }
}

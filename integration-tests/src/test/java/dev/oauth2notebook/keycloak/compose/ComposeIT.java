package dev.oauth2notebook.keycloak.compose;

import static com.jayway.jsonpath.matchers.JsonPathMatchers.hasJsonPath;
import static dev.oauth2notebook.keycloak.support.OAuth2.with;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import dev.oauth2notebook.keycloak.support.OAuth2;
import io.restassured.response.Response;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * What {@code docker compose up} starts, and what happens to servers: users, consents and sessions outlive it.
 *
 * <p>Isolated: Chromium aborts the requests of pages when Docker adds or removes network interfaces.
 */
@Isolated
class ComposeIT {

    @RegisterExtension
    static final Stack STACK = Stack.ofOneNode();

    private final OAuth2 oauth = new OAuth2(STACK);

    @Test
    void apiAcceptsTokenOfTheBackend() {
        given().auth()
                .oauth2(oauth.backendToken("api:read"))
                .get(oauth.url("/api/test"))
                .then()
                .statusCode(200);
    }

    @Test
    void explorerShowsTheRequests() {
        given().accept("text/html")
                .get(oauth.url("/explorer"))
                .then()
                .statusCode(200)
                .contentType("text/html");
        String audience = "audience-" + UUID.randomUUID();
        oauth.post("/token", with(with(oauth.as("backend"), "grant_type", "client_credentials"), "audience", audience));
        Stack.until(
                () -> given().get(oauth.url("/explorer/requests")),
                answer -> answer.statusCode() == 200 && answer.asString().contains(audience));
    }

    @Test
    void serverUsesTheClassArchiveOfTheImage() {
        assertThat(STACK.execute(Stack.KEYCLOAK, "cat /proc/[0-9]*/maps")).contains("/opt/keycloak/classes.jsa");
    }

    @Test
    void javaIgnoresTheClassArchiveIfItDoesNotFit() {
        // Another class path, as with another Keycloak.
        assertThat(STACK.execute(Stack.KEYCLOAK, "java $JAVA_OPTS_KC_HEAP -cp /opt/keycloak/providers -version")
                        .lines())
                .hasSize(3)
                .allMatch(line -> line.startsWith("openjdk version") || line.startsWith("OpenJDK "));
    }

    @Test
    void restartKeepsEverything() {
        Session session = new Session(STACK);
        STACK.restart();
        isKept(session);
    }

    @Test
    void killedServerComesBackWithEverything() {
        Session session = new Session(STACK);
        STACK.kill(Stack.KEYCLOAK);
        STACK.up();
        isKept(session);
    }

    @Test
    void serverOutlivesItsDatabase() {
        Session session = new Session(STACK);
        String started = STACK.startedAt(Stack.KEYCLOAK);
        STACK.kill(Stack.POSTGRES);
        Stack.until(() -> STACK.status("/health/ready"), status -> status == 503);
        assertThat(STACK.status("/health/live")).isEqualTo(200);
        Stack.until(this::requestToken, answer -> answer.statusCode() == 503)
                .then()
                .header("Retry-After", matchesPattern("[1-9]\\d*"))
                .body(hasJsonPath("$.error", equalTo("temporarily_unavailable")));
        STACK.up();
        isKept(session);
        assertThat(STACK.startedAt(Stack.KEYCLOAK)).isEqualTo(started);
    }

    @Test
    void serverThatStartsBeforeItsDatabaseWaitsForIt() {
        Session session = new Session(STACK);
        STACK.down();
        STACK.upAlone(Stack.KEYCLOAK);
        Stack.until(() -> STACK.restarts(Stack.KEYCLOAK), restarts -> restarts > 0);
        assertThat(STACK.status("/health/ready")).isNotEqualTo(200);
        STACK.up();
        isKept(session);
    }

    @Test
    void withoutItsDataTheStackStartsOver() {
        Session session = new Session(STACK);
        STACK.downWithData();
        STACK.up();
        STACK.awaitReady();
        session.requestRefresh().then().statusCode(400).body(hasJsonPath("$.error", equalTo("invalid_grant")));
        session.useFreshBrowser();
        assertThat(session.logIn().text()).contains("Invalid username or password");
        new Session(STACK);
    }

    private Response requestToken() {
        return oauth.post("/token", with(oauth.as("backend"), "grant_type", "client_credentials"));
    }

    private static void isKept(Session session) {
        STACK.awaitReady();
        session.refresh();
        session.authorizeAgain();
    }
}

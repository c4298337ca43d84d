package dev.oauth2notebook.keycloak.compose;

import static com.jayway.jsonpath.matchers.JsonPathMatchers.hasJsonPath;
import static dev.oauth2notebook.keycloak.support.OAuth2.accessToken;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.oauth2notebook.keycloak.support.OAuth2;
import dev.oauth2notebook.keycloak.support.Person;
import dev.oauth2notebook.keycloak.support.RetryAfter;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * What {@code docker compose --profile cluster up} starts: any node takes any request, and one may be killed.
 *
 * <p>Isolated: Chromium aborts the requests of pages when Docker adds or removes network interfaces.
 */
@Isolated
class ComposeClusterIT {

    @RegisterExtension
    static final Stack STACK = Stack.ofTwoNodes();

    private final OAuth2 oauth = new OAuth2(STACK);

    /** Twenty answers in a row: no node is still starting. */
    @BeforeEach
    void bothNodesServe() {
        Stack.until(() -> STACK.members(Stack.KEYCLOAK), members -> members == 2);
        Stack.until(() -> IntStream.range(0, 20).allMatch(request -> STACK.status("/jwks") == 200), served -> served);
    }

    @Test
    void nothingNeedsStickySessions() {
        Session session = new Session(STACK);
        session.refresh();
        session.refresh();
    }

    @Test
    void codeOfKilledNodeIsRedeemedAtTheOther() {
        Session session = new Session(STACK);
        session.useFreshBrowser();
        String code = atFirstNode(session::logIn).parameter("code");
        STACK.kill(Stack.KEYCLOAK);
        session.redeem(code);
        session.refresh();
        session.authorizeAgain();
        comesBack();
    }

    @Test
    void deviceFlowOfKilledNodeContinuesAtTheOther() {
        Session session = new Session(STACK);
        Response device = atFirstNode(() -> {
            Response authorization =
                    oauth.post("/device_authorization", Map.of("client_id", "tv", "scope", "video:read"));
            poll(authorization).then().statusCode(400).body(hasJsonPath("$.error", equalTo("authorization_pending")));
            return authorization;
        });
        STACK.kill(Stack.KEYCLOAK);
        Person person = session.person();
        String userCode = device.path("user_code");
        Person.Page page = person.open(oauth.url("/device?user_code=" + userCode));
        assertThat(page.text()).contains("Does your device show this code?", userCode);
        Person.Page consent = person.submit(page, Map.of(), null);
        assertThat(consent.text()).contains("A device asks for access: TV");
        assertThat(person.press(consent, "accept", null).text()).contains("Your device is connected");
        accessToken(Stack.until(() -> poll(device), answer -> answer.statusCode() == 200));
        comesBack();
    }

    @Test
    void sessionOutlivesTheSecondNode() {
        Session session = new Session(STACK);
        STACK.kill(Stack.KEYCLOAK_2);
        session.authorizeAgain();
        session.refresh();
    }

    private void comesBack() {
        STACK.up();
        bothNodesServe();
    }

    private Response poll(Response device) {
        return RetryAfter.heed(() -> oauth.post(
                "/token",
                Map.of(
                        "client_id",
                        "tv",
                        "grant_type",
                        OAuth2.DEVICE_CODE,
                        "device_code",
                        device.path("device_code"))));
    }

    /** Sends requests to the first node, which takes them, as a proxy would, with the URL of the load balancer. */
    private static <T> T atFirstNode(Supplier<T> requests) {
        RestAssured.proxy(STACK.firstNodePort());
        try {
            return requests.get();
        } finally {
            RestAssured.proxy = null;
        }
    }
}

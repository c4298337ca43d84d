package dev.oauth2notebook.keycloak.explorer.recording;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.oauth2notebook.keycloak.common.ExchangeDecision;
import dev.oauth2notebook.keycloak.common.ExchangeDecision.PermitOutcome;
import dev.oauth2notebook.keycloak.explorer.hashing.KeyedHash;
import dev.oauth2notebook.keycloak.explorer.masking.Parameter;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.util.JsonSerialization;

class RecordJsonTest {

    private static final LinkHashes HASHES = new LinkHashes(new KeyedHash(new byte[32]));

    private List<SeenToken> tokens = List.of();
    private String value = "value";
    private JsonNode error = MissingNode.getInstance();
    private ExchangeDecision decision;
    private Parties parties = new Parties("frontend", "none", "alice", Set.of("id-of-alice"), Set.of("session"));

    @Test
    void requestIsCompleteWithoutTokensAndErrors() throws JsonProcessingException {
        JsonNode json = render();
        assertThat(json.fieldNames())
                .toIterable()
                .containsExactly(
                        "id",
                        "time",
                        "duration",
                        "endpoint",
                        "method",
                        "url",
                        "requestHeaders",
                        "query",
                        "form",
                        "requestJson",
                        "status",
                        "responseHeaders",
                        "responseJson",
                        "responseText",
                        "client",
                        "clientAuthentication",
                        "user",
                        "caller",
                        "tokens",
                        "links",
                        "events",
                        "decision",
                        "error");
        assertThat(json.path("endpoint").asText()).isEqualTo("device_authorization");
        assertThat(json.path("form")).hasToString("[[\"scope\",\"value\"]]");
        assertThat(json.path("requestJson").path("client_name").asText()).isEqualTo("App");
        assertThat(RecordJson.render(request()).owner()).isEqualTo("id-of-owner");
        assertThat(json.path("responseJson").path("scope").asText()).isEqualTo("openid");
        assertThat(json.path("responseText").isNull()).isTrue();
        assertThat(json.path("decision").isNull()).isTrue();
        assertThat(json.path("error").isNull()).isTrue();
        assertThat(json.path("events").path(0).path("reason").asText()).isEqualTo("why");
    }

    /** A line break would end the data of a server-sent event. */
    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\r\nevent: gap", "<script>alert(1)</script>", "\"},{\"", "\u2028", "a\u0000b"})
    void anyTextStaysOneValueOnOneLine(String text) throws JsonProcessingException {
        value = text;
        assertThat(RecordJson.render(request()).json()).doesNotContain("\n", "\r");
        assertThat(render().path("form").path(0).path(1).asText()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"Bearer, access", "ID, id", "Refresh, refresh", "Offline, refresh", "Logout, logout"})
    void typeOfATokenIsThatOfItsClaim(String claim, String type) throws JsonProcessingException {
        tokens = List.of(token("response.access_token", "{\"typ\":\"" + claim + "\",\"jti\":\"j\",\"sid\":\"s\"}"));
        JsonNode token = render().path("tokens").path(0);
        assertThat(token.path("type").asText()).isEqualTo(type);
        assertThat(token.path("claims").path("typ").asText()).isEqualTo(claim);
        assertThat(token.path("verified").asBoolean()).isTrue();
        assertThat(token.path("fingerprint").asText()).matches("[0-9a-f]{16}");
        assertThat(render().path("links"))
                .extracting(JsonNode::asText)
                .contains(HASHES.link("jti", "j"), HASHES.link("sid", "s"), "code:0123");
    }

    @Test
    void textThatIsNotATokenIsOpaque() throws JsonProcessingException {
        tokens = List.of(SeenToken.of("form.token", "not-a-token", null));
        JsonNode token = render().path("tokens").path(0);
        assertThat(token.path("type").asText()).isEqualTo("opaque");
        assertThat(token.path("claims").isNull()).isTrue();
        assertThat(token.path("verified").isNull()).isTrue();
    }

    @Test
    void tokenNamesClientAndUserOfARequestWithoutThem() throws JsonProcessingException {
        parties = new Parties(null, null, null, Set.of(), Set.of());
        tokens = List.of(
                token("header.authorization", "{\"azp\":\"app\",\"preferred_username\":\"bob\",\"sub\":\"b\"}"));
        assertThat(render().path("client").asText()).isEqualTo("app");
        assertThat(render().path("user").asText()).isEqualTo("bob");
        assertThat(RecordJson.render(request()).users()).containsExactly("b");
    }

    @Test
    void serviceAccountIsNotAUser() throws JsonProcessingException {
        parties = new Parties("backend", null, null, Set.of(), Set.of());
        tokens = List.of(token(
                "header.authorization", "{\"preferred_username\":\"service-account-backend\",\"sub\":\"account\"}"));
        assertThat(render().path("user").isNull()).isTrue();
        assertThat(RecordJson.render(request()).users()).isEmpty();
    }

    /** Even if the name of the user is not in the token, so that it may be a service account. */
    @Test
    void subjectsOfAllTokensAreUsers() {
        tokens = List.of(
                token("form.subject_token", "{\"sub\":\"id-of-alice\"}"), token("form.actor_token", "{\"sub\":\"x\"}"));
        assertThat(RecordJson.render(request()).users()).containsExactlyInAnyOrder("id-of-alice", "x");
    }

    @Test
    void errorHasItsTopic() throws JsonProcessingException {
        error = JsonNodeFactory.instance
                .objectNode()
                .put("error", "invalid_grant")
                .put("error_description", "Code not valid")
                .put("error_uri", "http://localhost:8080/errors/code-expired");
        JsonNode json = render().path("error");
        assertThat(json.path("code").asText()).isEqualTo("invalid_grant");
        assertThat(json.path("topic").asText()).isEqualTo("code-expired");
    }

    @Test
    void decisionNamesTheChecksOfAllPermits() throws JsonProcessingException {
        decision = new ExchangeDecision(
                false,
                "backend",
                "frontend",
                List.of("target"),
                List.of("read"),
                List.of(
                        new PermitOutcome("first", false, "AUDIENCE", "does not permit a requested audience"),
                        new PermitOutcome("second", false, null, null),
                        new PermitOutcome("third", true, null, null)),
                "first");
        JsonNode json = render().path("decision");
        assertThat(json.path("result").asText()).isEqualTo("refused");
        assertThat(json.path("permits"))
                .extracting(permit -> permit.path("outcome").asText())
                .containsExactly("failed", "passed", "chosen");
        assertThat(json.path("permits").path(0).path("check").asText()).isEqualTo("AUDIENCE");
        assertThat(json.path("closest").asText()).isEqualTo("first");
    }

    private JsonNode render() throws JsonProcessingException {
        return JsonSerialization.mapper.readTree(RecordJson.render(request()).json());
    }

    private RecordedRequest request() {
        return new RecordedRequest(
                "n-000001",
                1_790_000_000_123L,
                12.4,
                ObservedPath.DEVICE_AUTHORIZATION,
                new Content(
                        "realm",
                        "POST",
                        "http://localhost:8080/device_authorization",
                        List.of(),
                        List.of(),
                        List.of(new Parameter("scope", value)),
                        "{\"client_name\":\"App\"}",
                        "client",
                        parties,
                        Optional.of("id-of-owner"),
                        new Body("{\"scope\":\"openid\"}", null),
                        error,
                        tokens,
                        Set.of("code:0123"),
                        HASHES,
                        List.of(new ObservedEvent("LOGIN", null, null, null, null, null, Map.of("reason", "why"))),
                        Optional.ofNullable(decision)),
                200,
                List.of());
    }

    private static SeenToken token(String from, String claims) {
        return SeenToken.of(from, encode("{\"alg\":\"RS256\"}") + "." + encode(claims) + ".c2ln", true);
    }

    private static String encode(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}

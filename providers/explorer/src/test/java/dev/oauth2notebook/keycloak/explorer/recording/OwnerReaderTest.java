package dev.oauth2notebook.keycloak.explorer.recording;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.oauth2notebook.keycloak.explorer.masking.Parameter;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom a request names, apart from the users of its tokens. */
class OwnerReaderTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private List<Parameter> form = List.of();
    private JsonNode response = MissingNode.getInstance();
    private Map<String, String> details = Map.of();
    private List<SeenToken> tokens = List.of();

    @ParameterizedTest
    @ValueSource(strings = {"login_hint", "claims", "username"})
    void parameterNamesSomebody(String name) {
        form = List.of(new Parameter(name, "bob"));
        assertThat(namesSomebody()).isTrue();
    }

    @Test
    void eventNamesSomebody() {
        details = Map.of("username", "bob");
        assertThat(namesSomebody()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'sub':'b'}", "{'sub':'b','username':'bob'}", "{'sub':'b','username':7}"})
    void introspectionNamesSomebody(String json) throws JsonProcessingException {
        response = MAPPER.readTree(json.replace('\'', '"'));
        assertThat(namesSomebody()).isTrue();
    }

    @Test
    void tokenOfASessionWithoutASubjectBelongsToSomebody() {
        tokens = List.of(token("{\"sid\":\"s\"}"));
        assertThat(namesSomebody()).isTrue();
    }

    @Test
    void requestOfAClientForItselfNamesNobody() throws JsonProcessingException {
        form = List.of(new Parameter("grant_type", "client_credentials"), new Parameter("client_id", "app"));
        details = Map.of("username", "service-account-app", "reason", "any");
        response = MAPPER.readTree("{\"sub\":\"account\",\"username\":\"service-account-app\"}");
        tokens = List.of(token("{\"jti\":\"j\"}"), SeenToken.of("form.token", "opaque", null));
        assertThat(namesSomebody()).isFalse();
    }

    private boolean namesSomebody() {
        return OwnerReader.namesSomebody(
                new RawRequest("POST", "/", List.of(), List.of(), form, MissingNode.getInstance()),
                new RawResponse("", response, null, null),
                List.of(new ObservedEvent("LOGIN", null, "app", null, null, null, details)),
                tokens);
    }

    private static SeenToken token(String claims) {
        return SeenToken.of("form.token", encode("{\"alg\":\"RS256\"}") + "." + encode(claims) + ".c2ln", true);
    }

    private static String encode(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}

package dev.oauth2notebook.keycloak.explorer.recording;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.oauth2notebook.keycloak.explorer.hashing.KeyedHash;
import dev.oauth2notebook.keycloak.explorer.masking.Parameter;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LinksTest {

    private static final String CODE = "2f1c8a1e-code";

    private final LinkHashes hashes = new LinkHashes(new KeyedHash(new byte[32]));

    @Test
    void codeInARedirectAndInATokenRequestIsTheSameLink() {
        Set<String> redirect = links(List.of(), MissingNode.getInstance(), "http://app/cb?state=s1&code=" + CODE);
        Set<String> redemption = links(List.of(new Parameter("code", CODE)), MissingNode.getInstance(), null);
        assertThat(redirect).containsAll(redemption).hasSize(2);
    }

    @Test
    void userCodeIsTheSameLinkHoweverItIsTyped() {
        JsonNode response = JsonNodeFactory.instance.objectNode().put("user_code", "BCDF-GHJK");
        assertThat(links(List.of(new Parameter("user_code", "bcdf ghjk")), MissingNode.getInstance(), null))
                .isEqualTo(links(List.of(), response, null));
    }

    @Test
    void valuesCannotBeReadOrComparedWithoutTheKey() {
        String link = hashes.link("code", CODE);
        assertThat(link).matches("code:[0-9a-f]{16}").doesNotContain(CODE);
        byte[] otherKey = new byte[32];
        otherKey[0] = 1;
        assertThat(new LinkHashes(new KeyedHash(otherKey)).link("code", CODE)).isNotEqualTo(link);
        assertThat(hashes.link("state", CODE).substring(6)).isNotEqualTo(link.substring(5));
    }

    @Test
    void sessionsAndTabsAreLinks() {
        RawRequest request = new RawRequest("GET", "/", List.of(), List.of(), List.of(), MissingNode.getInstance());
        RawResponse response = new RawResponse("", MissingNode.getInstance(), null, null);
        assertThat(Links.in(request, response, Set.of("session"), "tab", hashes))
                .containsExactlyInAnyOrder(hashes.link("sid", "session"), hashes.link("auth", "tab"));
    }

    private Set<String> links(List<Parameter> form, JsonNode response, String location) {
        return Links.in(
                new RawRequest("POST", "/", List.of(), List.of(), form, MissingNode.getInstance()),
                new RawResponse("", response, null, location),
                Set.of(),
                null,
                hashes);
    }
}

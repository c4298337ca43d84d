package dev.oauth2notebook.keycloak.tokenexchange.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URISyntaxException;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResourceIndicatorTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://api.example",
                "https://api.example/",
                "http://localhost:8080/mcp",
                "https://api.example/a%20b?tenant=1",
                "https://[::1]/",
                "urn:client:reports",
                "urn:example:api",
            })
    void absoluteUriIsValid(String resource) {
        assertThat(ResourceIndicator.isValid(resource)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":",
                "https:",
                "reports",
                "/mcp",
                "//api.example/mcp",
                "1https://api.example",
                "https://api.example#",
                "https://api.example/#a",
                "https://api.example/a b",
                " https://api.example",
                "https://api.example\n",
                "https://api.example/\u00e9",
                "https://api.example/%",
                "https://api.example/%2",
                "https://api.example/%zz",
                "https://api.example/\"",
                "https://api.example/<script>",
                "https://api.example\\mcp",
            })
    void anythingElseIsInvalid(String resource) {
        assertThat(ResourceIndicator.isValid(resource)).isFalse();
    }

    @Test
    void lengthIsLimited() {
        String longest = "https://" + "a".repeat(ResourceIndicator.MAX_LENGTH - "https://".length());

        assertThat(ResourceIndicator.isValid(longest)).isTrue();
        assertThat(ResourceIndicator.isValid(longest + "a")).isFalse();
        assertThat(ResourceIndicator.isValid("a:" + "%20".repeat(666))).isTrue();
    }

    /** {@link URI} refuses some hosts and ports in addition; for what it accepts, the two must agree. */
    @Property(tries = 5000)
    void agreesWithAnotherParser(
            @ForAll @StringLength(max = 12) @Chars({'a', 'b', ':', '/', '#', '?', '%', '2', '0', '.', ' ', '\\'})
                    String resource) {
        URI uri = null;
        try {
            uri = new URI("a:" + resource);
        } catch (URISyntaxException e) {
            Assume.that(false);
        }
        assertThat(ResourceIndicator.isValid("a:" + resource)).isEqualTo(uri.getRawFragment() == null);
    }
}

package dev.oauth2notebook.keycloak.demoapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ChallengesTest {

    private static final String METADATA = "https://id.example/.well-known/oauth-protected-resource/api/test";

    @Test
    void valuesAreQuoted() {
        assertThat(challenges(new Challenges("a\"b\\c\r\nd", List.of(), METADATA, List.of()), ApiError.MISSING_TOKEN))
                .containsExactly("Bearer realm=\"a\\\"b\\\\cd\", resource_metadata=\"" + METADATA + "\"");
    }

    @Test
    void dpopIsNotOfferedIfDisabled() {
        assertThat(challenges(new Challenges("r", List.of("s"), METADATA, List.of()), ApiError.ENDED_TOKEN))
                .singleElement()
                .asString()
                .startsWith("Bearer ");
    }

    @Test
    void responseOtherThan401ChallengesOnlyForTheUsedScheme() {
        assertThat(challenges(
                        new Challenges("r", List.of("s"), METADATA, List.of("ES256")), ApiError.INSUFFICIENT_SCOPE))
                .singleElement()
                .asString()
                .startsWith("Bearer ")
                .contains("error=\"insufficient_scope\"", "scope=\"s\"");
    }

    private static List<String> challenges(Challenges challenges, ApiError error) {
        return challenges.headers(error, AuthScheme.BEARER);
    }
}

package dev.oauth2notebook.keycloak.aliases;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SimilarAliasTest {

    @ParameterizedTest
    @CsvSource({
        "token/, token",
        "TOKEN, token",
        "tokne, token",
        "callbak, callback",
        "oauth, auth",
        "well-known/openid-configuration, .well-known/openid-configuration"
    })
    void typoIsCorrected(String typed, String expected) {
        assertThat(Alias.similarTo(typed)).map(Alias::path).hasValue(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "x", "tokens/today", "clients"})
    void otherPathsAreNotSimilarToAnAlias(String typed) {
        assertThat(Alias.similarTo(typed)).isEmpty();
    }
}

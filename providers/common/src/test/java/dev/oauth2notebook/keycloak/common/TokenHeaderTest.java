package dev.oauth2notebook.keycloak.common;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenHeaderTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"kid\":\"x\"}",
                "{\"alg\":null}",
                "{\"alg\":\"\"}",
                "{\"alg\":\"XS256\"}",
                "{\"alg\":[\"RS256\"]}",
                "null",
                "[]",
                "\"RS256\"",
                "{",
                ""
            })
    void headerWithoutASupportedAlgorithmIsRejected(String header) {
        assertThat(TokenHeader.namesAlgorithm(withHeader(header))).isFalse();
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {".", "..", "x", "a.b.c", "%%.e30.", "eyJhbGciOiJSUzI1NiJ9"})
    void tokenWithoutAValidHeaderIsRejected(String token) {
        assertThat(TokenHeader.namesAlgorithm(token)).isFalse();
    }

    @Test
    void headerWithAnAlgorithmIsAcceptedWithoutASignature() {
        assertThat(TokenHeader.namesAlgorithm(withHeader("{\"alg\":\"RS256\",\"kid\":\"x\"}")))
                .isTrue();
        assertThat(TokenHeader.namesAlgorithm(withHeader("{\"alg\":\"none\"}"))).isTrue();
    }

    private static String withHeader(String header) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(header.getBytes(UTF_8)) + ".e30.";
    }
}

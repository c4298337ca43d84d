package dev.oauth2notebook.keycloak.explorer.masking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParametersTest {

    private static final String JWT = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhbGljZSJ9.c2lnbmF0dXJl";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "client_secret",
                "client_assertion",
                "assertion",
                "password",
                "username",
                "session_code",
                "client_data",
                "key",
                "anything"
            })
    void valueIsHidden(String name) {
        assertThat(Parameters.mask(new Parameter(name, "canary-secret"))).isEqualTo(new Parameter(name, "•••"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"grant_type", "client_id", "scope", "audience", "code_challenge", "error_description"})
    void publicValueIsShown(String name) {
        assertThat(Parameters.mask(new Parameter(name, "a value"))).isEqualTo(new Parameter(name, "a value"));
    }

    @ParameterizedTest
    @CsvSource({
        "code,          0123456789abcdef0123, 0123•••",
        "code_verifier, dBjftJeZ4CVP-mB92K27, dBjf•••",
        "state,         short,                s•••",
        "user_code,     BCDF-GHJK,            BC•••",
        "state,         abc,                  •••",
        "refresh_token, opaque-token-text,    opaq•••",
        "request_uri,   urn:ietf:params:oauth:request_uri:0123456789abcdef0123, urn:ietf:params:oauth:request_uri:0123•••",
        "request_uri,   0123456789abcdef0123, 0123•••"
    })
    void onlyTheBeginningIsShown(String name, String value, String expected) {
        assertThat(Parameters.mask(new Parameter(name, value)).value()).isEqualTo(expected);
    }

    @Test
    void signatureOfATokenIsCut() {
        assertThat(Parameters.mask(new Parameter("subject_token", JWT)).value())
                .isEqualTo("eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhbGljZSJ9.•••");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "eyJhbGciOiJkaXIifQ..aXY.Y2lwaGVy.dGFn", // encrypted
                "part-one.part-two.part-three",
                "eyJub3QiOiJqc29u.eyJzdWIiOiJhIn0.c2ln",
                "eyJ0eXAiOiJKV1QifQ.eyJzdWIiOiJhIn0.c2ln" // names no algorithm
            })
    void valueThatIsNotATokenIsTruncated(String token) {
        assertThat(Parameters.mask(new Parameter("token", token)).value()).isEqualTo(token.substring(0, 4) + "•••");
    }

    @Test
    void secretInThePlaceOfANameIsHidden() {
        assertThat(Parameters.mask(List.of(
                        new Parameter("secret-without-a-value", ""), new Parameter("a secret with spaces", "x"))))
                .containsExactly(new Parameter("•••", "•••"), new Parameter("•••", "•••"));
    }

    @Test
    void emptyValuesOfKnownParametersStayEmpty() {
        assertThat(Parameters.mask(new Parameter("scope", ""))).isEqualTo(new Parameter("scope", ""));
        assertThat(Parameters.mask(new Parameter("client_secret", ""))).isEqualTo(new Parameter("client_secret", ""));
    }

    @Test
    void longValueIsShortened() {
        assertThat(Parameters.mask(new Parameter("scope", "x".repeat(100_000))).value())
                .hasSize(2001)
                .endsWith("…");
    }

    @Test
    void parametersOfARedirectUriAreMasked() {
        assertThat(Parameters.mask(
                                new Parameter("redirect_uri", "https://u:p@app.example/cb?code=0123456789abcdef&a=1"))
                        .value())
                .isEqualTo("https://•••@app.example/cb?code=0123•••&a=•••");
    }
}

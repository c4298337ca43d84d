package dev.oauth2notebook.keycloak.pages;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectTargetTest {

    @ParameterizedTest
    @CsvSource({
        "https://client.example.org/callback?a=b, client.example.org, false",
        "https://client.example.org:8443/callback, client.example.org:8443, false",
        "HTTPS://client.example.org, client.example.org, false",
        "http://localhost.example.org/callback, localhost.example.org, false",
        "http://127.0.0.1.example.org/callback, 127.0.0.1.example.org, false",
        "http://localhost:8080/callback, localhost:8080, true",
        "http://127.0.0.1:50123/callback, 127.0.0.1:50123, true",
        "http://[::1]:50123/callback, [::1]:50123, true",
        "com.example.mobile:/callback, com.example.mobile, true",
    })
    void hostOrPrivateUseSchemeIsTheTarget(String redirectUri, String name, boolean onThisDevice) {
        assertThat(RedirectTarget.of(redirectUri)).contains(new RedirectTarget(name, onThisDevice));
    }

    /** What precedes an @ is not the host, whatever it looks like (RFC 3986 §7.6). */
    @Test
    void userInformationIsNotShown() {
        assertThat(RedirectTarget.of("https://trusted.example@other.example/callback"))
                .contains(new RedirectTarget("other.example", false));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"/callback", ""})
    void requestWithoutAnAbsoluteRedirectUriHasNoTarget(String redirectUri) {
        assertThat(RedirectTarget.of(redirectUri)).isEmpty();
    }
}

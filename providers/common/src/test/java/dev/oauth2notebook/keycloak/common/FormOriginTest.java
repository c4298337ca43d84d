package dev.oauth2notebook.keycloak.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormOriginTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "cross-site, -, http://localhost:8080/",
                "same-site, http://localhost:8080, http://localhost:8080/",
                "none, -, http://localhost:8080/",
                "'', -, http://localhost:8080/",
                "-, null, http://localhost:8080/",
                "-, '', http://localhost:8080/",
                "-, https://evil.example, http://localhost:8080/",
                "-, http://localhost, http://localhost:8080/",
                "-, http://localhost:80800, http://localhost:8080/",
                "-, https://localhost:8080, http://localhost:8080/",
                "-, https://id.example.org.evil.example, https://id.example.org/auth/",
                "-, http://id.example.org, https://id.example.org/auth/",
            })
    void formFromAnotherSite(String site, String origin, URI own) {
        assertThat(FormOrigin.isOtherSite(site, origin, own)).isTrue();
    }

    /** Fetch Metadata takes precedence: pages cannot change it. */
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "same-origin, -, http://localhost:8080/",
                "same-origin, null, http://localhost:8080/",
                "-, -, http://localhost:8080/",
                "-, http://localhost:8080, http://localhost:8080/",
                "-, https://id.example.org, https://id.example.org/auth/",
                "-, https://id.example.org, https://id.example.org:443/",
                "-, http://id.example.org, http://id.example.org:80/",
                "-, http://[::1]:8080, http://[::1]:8080/",
            })
    void formFromThisServer(String site, String origin, URI own) {
        assertThat(FormOrigin.isOtherSite(site, origin, own)).isFalse();
    }
}

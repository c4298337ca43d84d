package dev.oauth2notebook.keycloak.explorer.masking;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeadersTest {

    @ParameterizedTest
    @ValueSource(strings = {"Cookie", "Set-Cookie", "X-Api-Key", "Proxy-Authorization", "X-Forwarded-Client-Cert"})
    void valueIsHidden(String name) {
        assertThat(mask(name, "canary-secret")).isEqualTo("•••");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Bearer eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhIn0.c2ln | Bearer eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhIn0.•••",
                "dpop eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhIn0.c2ln   | dpop eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhIn0.•••",
                "Bearer 0123456789abcdef                           | Bearer 0123•••",
                "Basic not-base64!                                 | Basic •••",
                "Digest username=alice                             | Digest •••",
                "0123456789abcdef                                  | •••",
                "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhIn0.c2ln        | •••"
            })
    void credentialsAreMasked(String value, String masked) {
        assertThat(mask("Authorization", value)).isEqualTo(masked);
    }

    @ParameterizedTest
    @CsvSource({"frontend:canary-secret, Basic frontend:•••", "canary-secret, Basic •••", "a:b:c, Basic a:•••"})
    void onlyTheUserOfBasicIsShown(String credentials, String masked) {
        String encoded = Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
        assertThat(mask("authorization", "Basic " + encoded)).isEqualTo(masked);
    }

    @ParameterizedTest
    @CsvSource({
        "Content-Type, application/json, application/json",
        "LOCATION, https://a/cb?code=0123456789abcdef, https://a/cb?code=0123•••",
        "Referer, http://a/?state=0123456789abcdef, http://a/?state=0123•••",
        "DPoP-Nonce, 0123456789abcdef, 0123•••"
    })
    void otherHeadersAreShownAsFarAsTheyHaveNoSecrets(String name, String value, String masked) {
        assertThat(mask(name, value)).isEqualTo(masked);
    }

    private static String mask(String name, String value) {
        List<Parameter> masked = Headers.mask(List.of(new Parameter(name, value)));
        assertThat(masked).hasSize(1);
        assertThat(masked.get(0).name()).isEqualTo(name);
        return masked.get(0).value();
    }
}

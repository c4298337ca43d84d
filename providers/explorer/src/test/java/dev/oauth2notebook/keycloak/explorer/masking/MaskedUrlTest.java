package dev.oauth2notebook.keycloak.explorer.masking;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskedUrlTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http://localhost:8080/token | http://localhost:8080/token",
                "/callback?code=0123456789abcdef&iss=http%3A%2F%2Flocalhost | /callback?code=0123•••&iss=http%3A%2F%2Flocalhost",
                "https://a.example/#access_token=0123456789abcdef&token_type=Bearer | https://a.example/#access_token=0123•••&token_type=Bearer",
                "com.example.mobile:/callback?code=0123456789abcdef | com.example.mobile:/callback?code=0123•••",
                "/login-actions/authenticate?session_code=secret&client_id=frontend | /login-actions/authenticate?session_code=•••&client_id=frontend",
                "/a?secret | /a?•••=•••",
                "/a?%zz=secret | /a?•••=•••",
                "/a?code=%zz0123456789abcdef | /a?code=•••",
                "/a?%63ode=0123456789abcdef | /a?code=0123•••",
                "/a?x=secret#y?z=secret | /a?x=•••#•••=•••"
            })
    void secretsInAUrlAreMasked(String url, String masked) {
        assertThat(MaskedUrl.mask(url)).isEqualTo(masked);
    }

    @Test
    void parametersAreDecoded() {
        assertThat(MaskedUrl.parameters("scope=api%3Aread+openid&state=&scope=b&x"))
                .containsExactly(
                        new Parameter("scope", "api:read openid"),
                        new Parameter("state", ""),
                        new Parameter("scope", "b"),
                        new Parameter("x", ""));
        assertThat(MaskedUrl.parameters(null)).isEmpty();
        assertThat(MaskedUrl.parametersOf("https://a/?a=1#b=2"))
                .containsExactly(new Parameter("a", "1"), new Parameter("b", "2"));
    }
}

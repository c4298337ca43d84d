package dev.oauth2notebook.keycloak.common;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalServerTest {

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST", "app.localhost", "127.0.0.1", "127.1.2.3", "::1", "[::1]"})
    void loopbackNames(String host) {
        assertThat(LocalServer.isLoopback(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "example.org", "localhost.example.org", "notlocalhost", "localhost.", ".localhost",
                        "127.0.0.1.example.org",
                "1270.0.0.1", "0.0.0.0", "10.0.0.1", "::", "[::2]", "::ffff:10.0.0.1", "localhost:8080"
            })
    void otherNames(String host) {
        assertThat(LocalServer.isLoopback(host)).isFalse();
    }
}

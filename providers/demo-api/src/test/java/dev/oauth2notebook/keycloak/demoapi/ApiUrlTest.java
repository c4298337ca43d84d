package dev.oauth2notebook.keycloak.demoapi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiUrlTest {

    /** RFC 9728 §3.1. */
    @ParameterizedTest
    @CsvSource({
        "https://a.example, https://a.example/.well-known/oauth-protected-resource",
        "https://a.example/api/test, https://a.example/.well-known/oauth-protected-resource/api/test",
        "http://[::1]:8080/kc/api/test, http://[::1]:8080/.well-known/oauth-protected-resource/kc/api/test",
        "https://a.example/realms/a%20b/oauth2, https://a.example/.well-known/oauth-protected-resource/realms/a%20b/oauth2",
    })
    void wellKnownPathIsInsertedBetweenHostAndPath(String resource, String metadata) {
        assertThat(ApiUrl.metadata(resource)).isEqualTo(metadata);
    }

    @ParameterizedTest
    @CsvSource({
        "api/test, api/test",
        "realms/r/oauth2/api/test, realms/r/oauth2/api/test",
        "realms/r/demo-api/test, realms/r/demo-api/test",
        ".well-known/oauth-protected-resource, ''",
        ".well-known/oauth-protected-resource/api/test, api/test",
        "realms/r/oauth2/.well-known/oauth-protected-resource, realms/r/oauth2",
        "realms/r/oauth2/.well-known/oauth-protected-resource/api/test, realms/r/oauth2/api/test",
        "realms/r/demo-api/.well-known/oauth-protected-resource/test, realms/r/demo-api/test",
    })
    void resourceIsDerivedFromTheUrlOfItsMetadata(String called, String resource) {
        assertThat(ApiUrl.resource(called)).isEqualTo(resource);
    }
}

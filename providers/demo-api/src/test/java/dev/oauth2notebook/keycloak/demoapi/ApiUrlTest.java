package dev.oauth2notebook.keycloak.demoapi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://a.example/kc",
                "https://a.example/kc/api/test",
                "https://a.example/kc/realms/r/oauth2",
                "https://a.example/kc/realms/r/oauth2/api/resource",
                "https://a.example/kc/realms/r/demo-api",
                "https://a.example/kc/realms/r/demo-api/video",
            })
    void urlInTheMetadataIsAResource(String url) {
        assertThat(ApiUrl.isResource(url, "https://a.example/kc/", "r")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "https://a.example",
                "https://a.example/kc/",
                "https://a.example/kcx",
                "https://b.example/kc/api/test",
                "http://a.example/kc/api/test",
                "https://a.example/kc/api",
                "https://a.example/kc/test",
                "https://a.example/kc/api/test/",
                "https://a.example/kc/api//test",
                "https://a.example/kc/api/other",
                "https://a.example/kc/api/test/x",
                "https://a.example/kc/realms/r",
                "https://a.example/kc/realms/other/oauth2/api/test",
                "https://a.example/kc/realms/r/oauth2/api/other",
                "https://a.example/kc/api/test?x",
            })
    void anyOtherUrlIsNot(String url) {
        assertThat(ApiUrl.isResource(url, "https://a.example/kc/", "r")).isFalse();
    }
}

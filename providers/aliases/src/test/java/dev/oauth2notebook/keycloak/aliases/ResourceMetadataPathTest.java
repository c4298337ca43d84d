package dev.oauth2notebook.keycloak.aliases;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResourceMetadataPathTest {

    private static final String WELL_KNOWN = "/.well-known/oauth-protected-resource";

    @ParameterizedTest
    @CsvSource({
        "/, ''",
        "/, /api/test",
        "/kc/, /kc",
        "/kc/, /kc/api/test",
    })
    void resourceAtTheRoot(String basePath, String resource) {
        assertThat(ResourceMetadataPath.find(WELL_KNOWN + resource, basePath))
                .hasValueSatisfying(target -> assertThat(target.realmPath()).isNull());
    }

    @Test
    void resourceOfARealm() {
        assertThat(ResourceMetadataPath.find(WELL_KNOWN + "/kc/realms/a%20b/oauth2/api/test", "/kc/"))
                .contains(new ResourceMetadataPath.Target(
                        "realms/a%20b/oauth2/", ".well-known/oauth-protected-resource/api/test"));
    }

    @ParameterizedTest
    @CsvSource({
        "/, /token",
        "/, /.well-known/oauth-protected-resourcex",
        "/, /.well-known/oauth-protected-resource/token",
        "/, /.well-known/oauth-protected-resource/realms/r/oauth2/token",
        "/, /.well-known/oauth-protected-resource/realms/r/oauth2/api/test/x",
        "/, /.well-known/oauth-protected-resource/realms/r/x/api/test",
        "/kc/, /.well-known/oauth-protected-resource/api/test",
        "/kc/, /.well-known/oauth-protected-resource/kcx/api/test",
    })
    void otherPathsAreIgnored(String basePath, String path) {
        assertThat(ResourceMetadataPath.find(path, basePath)).isEmpty();
    }
}

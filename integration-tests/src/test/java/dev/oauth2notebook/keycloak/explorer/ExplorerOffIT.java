package dev.oauth2notebook.keycloak.explorer;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.oauth2notebook.keycloak.support.NotebookServer;
import dev.oauth2notebook.keycloak.support.OAuth2;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server on which nobody has switched the explorer on. */
@ExtendWith(NotebookServer.class)
class ExplorerOffIT {

    private final OAuth2 oauth = new OAuth2(NotebookServer.get());

    @ParameterizedTest
    @ValueSource(strings = {"/explorer", "/realms/notebook/oauth2/explorer", "/realms/notebook/explorer"})
    void explorerDoesNotExist(String mount) {
        for (String path : new String[] {"", "/requests", "/stream", "/context", "/assets/explorer.js"}) {
            given().get(oauth.url(mount + path)).then().statusCode(404);
        }
    }

    @Test
    void startPageDoesNotListIt() {
        assertThat(given().get(oauth.url("/")).asString()).doesNotContain("/explorer");
    }
}

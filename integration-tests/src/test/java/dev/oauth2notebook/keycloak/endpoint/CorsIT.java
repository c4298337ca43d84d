package dev.oauth2notebook.keycloak.endpoint;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.oauth2notebook.keycloak.support.NotebookServer;
import dev.oauth2notebook.keycloak.support.OAuth2;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The request headers that the shipped configuration allows for clients in a browser. */
@ExtendWith(NotebookServer.class)
class CorsIT {

    private final OAuth2 oauth = new OAuth2(NotebookServer.get());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/token",
                "/userinfo",
                "/device_authorization",
                "/par",
                "/register",
                "/jwks",
                "/.well-known/oauth-authorization-server",
                "/.well-known/openid-configuration",
                "/api/test",
                "/realms/notebook/oauth2/token",
                "/realms/notebook/protocol/openid-connect/token",
            })
    void preflightAllowsTheHeadersOfDpopAndOfMcp(String path) {
        String allowed = given().header("Origin", "https://app.example")
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "dpop,mcp-protocol-version")
                .options(oauth.url(path))
                .then()
                .statusCode(200)
                .extract()
                .header("Access-Control-Allow-Headers");
        List<String> names = Stream.of(allowed.toLowerCase(Locale.ROOT).split(","))
                .map(String::strip)
                .toList();
        assertThat(names).contains("dpop", "mcp-protocol-version", "authorization", "content-type");
    }
}

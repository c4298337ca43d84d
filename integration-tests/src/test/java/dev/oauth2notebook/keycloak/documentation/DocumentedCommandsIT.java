package dev.oauth2notebook.keycloak.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.oauth2notebook.keycloak.support.Admin;
import dev.oauth2notebook.keycloak.support.DocumentedCommands;
import dev.oauth2notebook.keycloak.support.NotebookServer;
import dev.oauth2notebook.keycloak.support.OAuth2;
import dev.oauth2notebook.keycloak.support.Project;
import dev.oauth2notebook.keycloak.support.Shell;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/** Executes commands of the documentation that have no test class of their own, with the URL of the running server. */
@ExtendWith(NotebookServer.class)
class DocumentedCommandsIT {

    @TempDir
    private Path folder;

    @Test
    void firstTokenIsIssued() throws ParseException {
        JWTClaimsSet token = token(shell().run(commands("README.md", "Start the server")));
        assertThat(token.getStringClaim("azp")).isEqualTo("backend");
        assertThat(token.getStringClaim("scope")).contains("api:read");
    }

    @Test
    void firstRecipeForTokenExchangeWorksInTheShippedRealm() throws ParseException {
        String userToken = OAuth2.accessToken(new OAuth2(NotebookServer.get())
                .codeFlow(new Admin(NotebookServer.get()).newPerson(), "openid api:read"));
        JWTClaimsSet token = token(shell().set("TOKEN", userToken)
                .run(commands("docs/token-exchange.md", "1. Call a downstream service")));
        assertThat(token.getAudience()).containsExactly("downstream-service");
        assertThat(token.getStringClaim("azp")).isEqualTo("backend");
        assertThat(token.getStringClaim("scope")).isEqualTo("api:read");
    }

    @Test
    void realmFileForProductionIsTheShippedOneWithoutUsers() throws IOException {
        Path shipped = Project.root().resolve("realm-config");
        Files.createSymbolicLink(folder.resolve("realm-config"), shipped);
        shell().run(commands("docs/production.md", "Running the image"));
        Map<String, Object> expected = new Yaml().load(Files.readString(shipped.resolve("notebook-realm.json")));
        assertThat(expected.remove("users")).isNotNull();
        assertThat(new Yaml().<Map<String, Object>>load(Files.readString(folder.resolve("production-realm.json"))))
                .isEqualTo(expected);
    }

    private Shell shell() {
        return Shell.in(folder);
    }

    private static String commands(String document, String section) {
        return DocumentedCommands.script(DocumentedCommandsIT.class, document, section)
                .replace("http://localhost:8080", NotebookServer.get().localUrl());
    }

    private static JWTClaimsSet token(String response) throws ParseException {
        return SignedJWT.parse(JsonPath.from(response).getString("access_token"))
                .getJWTClaimsSet();
    }
}

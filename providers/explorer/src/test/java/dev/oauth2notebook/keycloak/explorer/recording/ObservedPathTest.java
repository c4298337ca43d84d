package dev.oauth2notebook.keycloak.explorer.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ObservedPathTest {

    private static final Path ENDPOINTS = Path.of("../../docs/endpoints.md");
    private static final Pattern ALIAS_ROW = Pattern.compile("^\\| `/(\\S*)` \\| [A-Z]", Pattern.MULTILINE);

    @ParameterizedTest
    @CsvSource({
        "realms/notebook/protocol/openid-connect/auth, AUTHORIZE",
        "realms/notebook/oauth2/auth, AUTHORIZE",
        "realms/notebook/protocol/openid-connect/token, TOKEN",
        "realms/notebook/oauth2/token, TOKEN",
        "realms/notebook/protocol/openid-connect/token/introspect, INTROSPECT",
        "realms/notebook/oauth2/introspect, INTROSPECT",
        "realms/notebook/oauth2/revoke, REVOKE",
        "realms/notebook/oauth2/userinfo, USERINFO",
        "realms/notebook/protocol/openid-connect/auth/device, DEVICE_AUTHORIZATION",
        "realms/notebook/oauth2/device_authorization, DEVICE_AUTHORIZATION",
        "realms/notebook/device, DEVICE",
        "realms/notebook/oauth2/device, DEVICE",
        "realms/notebook/protocol/openid-connect/ext/par/request, PAR",
        "realms/notebook/clients-registrations/openid-connect, REGISTER",
        "realms/notebook/oauth2/register/tv, REGISTER",
        "realms/notebook/protocol/openid-connect/logout, LOGOUT",
        "realms/notebook/login-actions/consent, CONSENT",
        "realms/notebook/login-actions/authenticate, LOGIN",
        "realms/notebook/oauth2/callback, CALLBACK",
        "realms/notebook/oauth2/api/test, API",
        "realms/notebook/demo-api/test, API",
        "realms/notebook/protocol/openid-connect/certs, JWKS",
        "realms/notebook/oauth2/.well-known/jwks.json, JWKS",
        "realms/notebook/oauth2/.well-known/oauth-authorization-server, METADATA",
        ".well-known/oauth-authorization-server/realms/notebook, METADATA"
    })
    void endpointIsFoundByItsPath(String path, ObservedPath endpoint) {
        assertThat(ObservedPath.of(path)).contains(endpoint);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "realms",
                "realms/notebook",
                "realms/notebook/oauth2",
                "realms/notebook/oauth2/explorer/requests",
                "realms/notebook/explorer/stream",
                "realms/notebook/account",
                "realms/notebook/broker/x/endpoint",
                "admin/realms/notebook/protocol/openid-connect/token",
                "resources/x",
                "token"
            })
    void otherRequestsAreNotRecorded(String path) {
        assertThat(ObservedPath.of(path)).isEmpty();
    }

    /** Pages that belong to no flow; {@code AliasTest} compares the documented aliases with those that exist. */
    @Test
    void requestsToEveryAliasAreRecordedExceptToThesePages() throws IOException {
        List<String> aliases = ALIAS_ROW
                .matcher(Files.readString(ENDPOINTS))
                .results()
                .map(row -> row.group(1))
                .toList();
        assertThat(aliases).contains("", "token");
        assertThat(aliases)
                .filteredOn(alias -> ObservedPath.of("realms/notebook/oauth2/" + alias.replace("{id}", "x"))
                        .isEmpty())
                .containsExactlyInAnyOrder(
                        "", "errors", "errors/{id}", "explorer", "explorer/{id}", "explorer/assets/{id}");
    }
}

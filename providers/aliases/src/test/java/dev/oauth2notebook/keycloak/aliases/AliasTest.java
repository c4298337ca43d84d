package dev.oauth2notebook.keycloak.aliases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oauth2notebook.keycloak.common.EndpointOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.provider.ProviderConfigProperty;

class AliasTest {

    private static final Path ENDPOINTS = Path.of("../../docs/endpoints.md");
    private static final Path OPTIONS = Path.of("../../docs/configuration.md");
    private static final Pattern ALIAS_ROW = Pattern.compile("^\\| `/(\\S*)` \\| ([A-Z, ]+) \\|", Pattern.MULTILINE);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "Token",
                "token/",
                "token/x",
                "/token",
                "api",
                "api/",
                "api/x",
                "register/",
                "register/a/b",
                ".well-known",
                ".well-known/x",
                ".well-known/oauth-authorization-server/realms/notebook",
                "realms",
                "admin",
                "resources",
                "health",
                "metrics",
                "{id}"
            })
    void otherPathsAreNotAliases(String path) {
        assertThat(Alias.find(path)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void everyAliasIsFoundByItsPath(Alias alias) {
        assertThat(Alias.find(alias.path().replace("{id}", "a%20b"))).contains(alias);
    }

    @Test
    void documentationListsAllAliases() throws IOException {
        Map<String, List<String>> documented = ALIAS_ROW
                .matcher(Files.readString(ENDPOINTS))
                .results()
                .collect(Collectors.toMap(row -> row.group(1), AliasTest::methods));
        Map<String, List<String>> actual =
                Arrays.stream(Alias.values()).collect(Collectors.toMap(Alias::path, Alias::requestMethods));
        assertThat(documented).isEqualTo(actual);
    }

    @Test
    void documentationListsTheDeclaredOptions() throws IOException {
        String documented = Files.readString(OPTIONS);
        EndpointOptions.metadata().forEach(option -> assertThat(documented)
                .contains("| `" + option.getName() + "` | provider `realm-restapi-extension`, `"
                        + OAuth2ResourceProviderFactory.ID + "` | " + option.getType() + " | "
                        + defaultOf(option) + " |"));
    }

    @Test
    void metadataFieldsAreUnique() {
        List<String> fields = Arrays.stream(Alias.values())
                .flatMap(alias -> alias.metadataField().stream())
                .toList();
        assertThat(fields).doesNotHaveDuplicates().hasSize(10);
    }

    private static Object defaultOf(ProviderConfigProperty option) {
        Object value = option.getDefaultValue();
        return value == null ? "derived" : "".equals(value) ? "empty" : value;
    }

    private static List<String> methods(MatchResult row) {
        return Arrays.stream(row.group(2).split(", ")).sorted().toList();
    }
}

package dev.oauth2notebook.keycloak.tokenexchange.permits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oauth2notebook.keycloak.tokenexchange.decision.Permit;
import dev.oauth2notebook.keycloak.tokenexchange.decision.TokenType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.services.clientpolicy.executor.ClientPolicyExecutorProviderFactory;

/** The tables of permit keys in docs/token-exchange.md match the configuration properties in the admin console. */
class PermitDocumentationTest {

    private static final Path DOCUMENT = Path.of("../../docs/token-exchange.md");
    private static final String HEADER = "| Key | Label | Type | Default | Meaning |";

    /** A section of the page with a table, and the executor that it describes. */
    enum Table {
        PERMITS("## Permits", new PermitExecutorFactory()),
        CLIENT_CREDENTIALS("## Client credentials for an audience", new ClientCredentialsPermitExecutorFactory());

        private final String section;
        private final ClientPolicyExecutorProviderFactory factory;

        Table(String section, ClientPolicyExecutorProviderFactory factory) {
            this.section = section;
            this.factory = factory;
        }

        List<ProviderConfigProperty> properties() {
            return factory.getConfigProperties();
        }

        Stream<List<String>> rows() throws IOException {
            return Files.readAllLines(DOCUMENT).stream()
                    .dropWhile(line -> !line.equals(section))
                    .dropWhile(line -> !line.equals(HEADER))
                    .skip(2)
                    .takeWhile(line -> line.startsWith("|"))
                    .map(row -> Stream.of(row.substring(1).split("\\|"))
                            .map(String::strip)
                            .toList());
        }
    }

    @ParameterizedTest
    @EnumSource
    void documentedKeysAndLabelsMatchTheConsole(Table table) throws IOException {
        assertThat(table.rows().map(row -> row.get(0)))
                .containsExactlyElementsOf(table.properties().stream()
                        .map(property -> "`" + property.getName() + "`")
                        .toList());
        assertThat(table.rows().map(row -> row.get(1)))
                .containsExactlyElementsOf(table.properties().stream()
                        .map(ProviderConfigProperty::getLabel)
                        .toList());
    }

    @ParameterizedTest
    @EnumSource
    void documentedTypesMatchTheConsole(Table table) throws IOException {
        assertThat(table.rows().map(row -> row.get(2)).toList()).zipSatisfy(table.properties(), (type, property) -> {
            assertThat(type.contains("list")).isEqualTo(property.getType().startsWith("Multivalued"));
            assertThat(type.endsWith(", required")).isEqualTo(property.isRequired());
            assertThat(type.contains("true or false"))
                    .isEqualTo(property.getType().equals(ProviderConfigProperty.BOOLEAN_TYPE));
            if (property.getOptions() != null) {
                assertThat(type).contains(property.getOptions());
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void documentedDefaultsMatchTheConsole(Table table) throws IOException {
        assertThat(table.rows().map(row -> row.get(3)))
                .containsExactlyElementsOf(table.properties().stream()
                        .map(ProviderConfigProperty::getDefaultValue)
                        .map(value -> value == null ? "–" : "`" + value + "`")
                        .toList());
    }

    @Test
    void defaultTokenTypesAreDocumented() throws IOException {
        String types = Permit.DEFAULT_REQUESTED_TOKEN_TYPES.stream()
                .map(TokenType::configName)
                .map(name -> "`" + name + "`")
                .collect(Collectors.joining(" and "));
        assertThat(Table.PERMITS.rows().filter(row -> row.get(0).equals("`requested-token-types`")))
                .allMatch(row -> row.get(4).endsWith("If empty: " + types + "."));
    }
}

package dev.oauth2notebook.keycloak.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientsPageTest {

    @Test
    void everyLibraryInTheTableHasASection() {
        assertThat(ClientsPage.rows()).isNotEmpty().allSatisfy(row -> {
            assertThat(ClientsPage.sections()).contains(row.group(1));
            assertThat(row.group(2)).isEqualTo(anchor(row.group(1)));
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Nimbus OAuth SDK | integration-tests/pom.xml"
                        + " | <artifactId>oauth2-oidc-sdk</artifactId>\\s*<version>(.*?)</version>",
                "openid-client | integration-tests/src/test/openid-client/package.json | \"openid-client\": \"(.*?)\"",
                "MCP TypeScript SDK | integration-tests/src/test/mcp/package.json"
                        + " | \"@modelcontextprotocol/sdk\": \"(.*?)\"",
            })
    void tableNamesTheVersionThatTheTestsUse(String library, String file, String regex) {
        Matcher used = Pattern.compile(regex).matcher(ClientsPage.text(file));
        assertThat(used.find()).isTrue();
        assertThat(row(library).group(3)).contains(used.group(1) + ", in `mvn verify`");
    }

    private static MatchResult row(String library) {
        return ClientsPage.rows().stream()
                .filter(row -> row.group(1).equals(library))
                .findFirst()
                .orElseThrow();
    }

    /** Returns the fragment that GitHub gives to a heading. */
    private static String anchor(String heading) {
        return heading.toLowerCase(java.util.Locale.ROOT)
                .replaceAll("[^a-z0-9 _-]", "")
                .replace(' ', '-');
    }
}

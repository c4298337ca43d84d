package dev.oauth2notebook.keycloak.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks that versions that are repeated in several files are the same everywhere. */
class VersionsTest {

    private static final String KEYCLOAK =
            find("<keycloak.version>(.*?)</keycloak.version>", "pom.xml").get(0);

    @Test
    void imageUsesTheKeycloakVersionOfThePom() {
        assertThat(find("^ARG KEYCLOAK_VERSION=(\\S+)", "Dockerfile")).containsExactly(KEYCLOAK);
        assertThat(find("^FROM quay.io/keycloak/keycloak:(\\S+)", "Dockerfile"))
                .hasSize(2)
                .containsOnly("${KEYCLOAK_VERSION}");
    }

    /**
     * Other versions may be mentioned only in the table of tested versions in docs/install.md, the changelog, the published
     * measurements, the page about the next version, and the security policy, which says where bugs of Keycloak are fixed.
     */
    @ParameterizedTest
    @ValueSource(strings = {"Dockerfile", "docker-compose.yml", "CONTRIBUTING.md", "docs", "deploy", "serve"})
    void noOtherKeycloakVersionIsMentioned(String path) {
        Sources.below(path).stream()
                .filter(file -> Stream.of("install.md", "performance.md", "keycloak-26.8.md")
                        .noneMatch(file::endsWith))
                .forEach(file -> assertThat(Sources.find("\\b(26\\.\\d+\\.\\d+)", Sources.text(file)))
                        .as(file.toString())
                        .isSubsetOf(KEYCLOAK));
    }

    @Test
    void ciTestsTheVersionsThatAreDocumentedAsPassing() {
        List<String> documented = find("^\\| (\\d+\\.\\d+\\.\\d+) \\|[^|]*\\| pass(?:es|ed)", "docs/install.md");
        List<String> ci = new ArrayList<>(find("^ +keycloak: \"(\\d.*?)\"", ".github/workflows/ci.yml"));
        ci.add(KEYCLOAK);
        assertThat(new TreeSet<>(ci)).isEqualTo(new TreeSet<>(documented));
    }

    @Test
    void ciRunsTheDocumentedReleaseOfConfigCli() {
        assertThat(find("^ +CONFIG_CLI_VERSION: v(\\S+)", ".github/workflows/ci.yml"))
                .isEqualTo(find("with the jar of release (\\d[\\d.]*\\d)", "docs/rollout.md"))
                .hasSize(1);
    }

    @Test
    void everyImageHasTheSameTagEverywhere() {
        Map<String, Set<String>> tags = new TreeMap<>();
        for (String path : List.of(
                "Dockerfile",
                "docker-compose.yml",
                "README.md",
                "CONTRIBUTING.md",
                "docs",
                "deploy",
                ".github",
                "integration-tests/src")) {
            for (var file : Sources.below(path)) {
                for (String image : Sources.find("\\b((?:postgres|haproxy|maven):\\d[\\w.-]*)", Sources.text(file))) {
                    tags.computeIfAbsent(image.split(":")[0], name -> new TreeSet<>())
                            .add(image.split(":")[1]);
                }
            }
        }
        assertThat(tags).containsOnlyKeys("postgres", "haproxy", "maven");
        assertThat(tags.values()).allSatisfy(used -> assertThat(used).hasSize(1));
    }

    private static List<String> find(String regex, String path) {
        return Sources.find(regex, Sources.text(path));
    }
}

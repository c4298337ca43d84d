package dev.oauth2notebook.keycloak.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks that the actions used in CI are pinned and that jobs have no more permissions than needed. */
class WorkflowsTest {

    private static final Pattern PINNED = Pattern.compile("[\\w.-]+/[\\w./-]+@[0-9a-f]{40} # v\\d+(\\.\\d+){2}");

    static List<Path> workflows() {
        return Sources.below(".github/workflows");
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void actionsArePinnedByCommit(Path workflow) {
        assertThat(Sources.find("uses: (.*)", Sources.text(workflow)))
                .isNotEmpty()
                .allMatch(PINNED.asMatchPredicate());
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void defaultPermissionsAreReadOnly(Path workflow) {
        Map<String, Object> yaml = Sources.yaml(Sources.text(workflow));
        assertThat(yaml.get("permissions")).isEqualTo(Map.of("contents", "read"));
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void everyActionHasTheSameVersionEverywhere(Path workflow) {
        Map<String, String> versions = new TreeMap<>();
        Stream.concat(Stream.of(workflow), workflows().stream())
                .flatMap(file -> Sources.find("uses: (.*)", Sources.text(file)).stream())
                .map(use -> use.split("@"))
                .forEach(use -> assertThat(versions.merge(action(use[0]), use[1], (one, other) -> one))
                        .as(use[0])
                        .isEqualTo(use[1]));
    }

    /** Several actions may come from one repository. */
    private static String action(String name) {
        return String.join("/", List.of(name.split("/")).subList(0, 2));
    }
}

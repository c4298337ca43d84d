package dev.oauth2notebook.keycloak.explorer.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oauth2notebook.keycloak.common.LiveExplorer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExplorerOptionsTest {

    private static final Path OPTIONS = Path.of("../../docs/configuration.md");

    @Test
    void explorerIsOffByDefault() {
        assertThat(ExplorerOptions.from(new ExplorerConfigScope(Map.of()), true))
                .isEqualTo(ExplorerOptions.DEFAULT);
        assertThat(ExplorerOptions.DEFAULT.mode()).isEqualTo(Mode.OFF);
    }

    @ParameterizedTest
    @ValueSource(strings = {"on", "true", "LOCAL", "", "local,own"})
    void unknownModeIsRefused(String mode) {
        assertThatThrownBy(() -> ExplorerOptions.from(new ExplorerConfigScope(Map.of("mode", mode)), true))
                .hasMessage("The option mode of the explorer must be off, own or local, but is '" + mode + "'.");
    }

    @Test
    void localIsRefusedIfOthersCanReachTheServer() {
        ExplorerConfigScope local = new ExplorerConfigScope(Map.of("mode", "local"));
        assertThat(ExplorerOptions.from(local, true).mode()).isEqualTo(Mode.LOCAL);
        assertThatThrownBy(() -> ExplorerOptions.from(local, false))
                .hasMessageStartingWith("The option mode of the explorer is local,")
                .hasMessageContaining("http-host is a loopback address");
    }

    @Test
    void ownDoesNotNeedALocalServer() {
        assertThat(ExplorerOptions.from(new ExplorerConfigScope(Map.of("mode", " own ")), false)
                        .mode())
                .isEqualTo(Mode.OWN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "", "ten", "1.5", "99999999999"})
    void limitMustBeAPositiveInteger(String value) {
        for (String option : List.of("max-requests", "max-bytes", "max-minutes", "max-rate")) {
            assertThatThrownBy(() -> ExplorerOptions.from(new ExplorerConfigScope(Map.of(option, value)), true))
                    .hasMessage("The option " + option + " of the explorer must be an integer of at least 1, but is '"
                            + value + "'.");
        }
    }

    @Test
    void effectiveValuesAreThoseOfTheOptions() {
        Map<String, String> set =
                Map.of("mode", "own", "max-requests", "7", "max-bytes", "8000", "max-minutes", "9", "max-rate", "10");
        assertThat(ExplorerOptions.from(new ExplorerConfigScope(set), false).values())
                .isEqualTo(set);
    }

    @Test
    void documentationListsTheDeclaredOptions() throws IOException {
        String documented = Files.readString(OPTIONS);
        assertThat(ExplorerOptions.metadata()).hasSize(5).allSatisfy(option -> assertThat(documented)
                .contains("| `" + option.getName() + "` | provider `realm-restapi-extension`, `" + LiveExplorer.ID
                        + "` | " + option.getType() + " | " + option.getDefaultValue() + " |"));
        assertThat(documented).contains("| `" + ExplorerOptions.REALM_ATTRIBUTE + "` | realm attribute | String |");
    }
}

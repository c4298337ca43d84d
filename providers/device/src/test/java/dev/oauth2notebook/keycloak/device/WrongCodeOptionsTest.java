package dev.oauth2notebook.keycloak.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oauth2notebook.keycloak.device.overrides.VerificationEndpointFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.Config;

class WrongCodeOptionsTest {

    private static final Path OPTIONS = Path.of("../../docs/configuration.md");

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "", "ten", "1.5", "99999999999"})
    void errorNamesTheOptionThatIsNotAPositiveInteger(String value) {
        for (String option : WrongCodeOptions.DEFAULT.values().keySet()) {
            Config.Scope config = new DeviceConfigScope(Map.of(option, value));
            assertThatThrownBy(() -> new VerificationEndpointFactory().init(config))
                    .hasMessage("The option " + option + " must be an integer of at least 1, but is '" + value + "'.");
        }
    }

    @Test
    void effectiveValuesAreInTheServerInfo() {
        VerificationEndpointFactory factory = new VerificationEndpointFactory();
        factory.init(new DeviceConfigScope(Map.of(
                WrongCodeOptions.BROWSER_LIMIT, "3",
                WrongCodeOptions.NETWORK_LIMIT, "40",
                WrongCodeOptions.BLOCK, " 7 ")));
        assertThat(factory.getOperationalInfo())
                .containsEntry(WrongCodeOptions.BROWSER_LIMIT, "3")
                .containsEntry(WrongCodeOptions.NETWORK_LIMIT, "40")
                .containsEntry(WrongCodeOptions.WINDOW, "300")
                .containsEntry(WrongCodeOptions.BLOCK, "7")
                .containsKey("version");
    }

    @Test
    void documentationListsTheDeclaredOptions() throws IOException {
        String documented = Files.readString(OPTIONS);
        VerificationEndpointFactory factory = new VerificationEndpointFactory();
        factory.init(new DeviceConfigScope(Map.of()));
        assertThat(factory.getConfigMetadata()).hasSize(4).allSatisfy(option -> {
            assertThat(documented)
                    .contains("| `" + option.getName() + "` | provider `realm-restapi-extension`, `" + factory.getId()
                            + "` | " + option.getType() + " | " + option.getDefaultValue() + " |");
            assertThat(factory.getOperationalInfo())
                    .containsEntry(option.getName(), String.valueOf(option.getDefaultValue()));
        });
    }
}

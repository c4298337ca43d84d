package dev.oauth2notebook.keycloak.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oauth2notebook.keycloak.Options;
import dev.oauth2notebook.keycloak.signature.NativeSignatureProviderFactory.Rs256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.common.Profile;
import org.keycloak.crypto.AsymmetricSignatureProvider;
import org.keycloak.provider.ProviderConfigProperty;

class NativeOptionTest {

    private final NativeSignatureProviderFactory factory = new Rs256();

    @BeforeAll
    static void featuresAreTheDefaults() {
        Profile.defaults();
    }

    @Test
    void nativeIsTheDefault() {
        factory.init(new Options(Map.of()));
        assertThat(factory.create(null)).isInstanceOf(NativeSignatureProvider.class);
        assertThat(factory.getOperationalInfo())
                .containsEntry("native", "auto")
                .hasEntrySatisfying(
                        "signer", signer -> assertThat(signer).startsWith("Amazon Corretto Crypto Provider "));
    }

    @Test
    void offIsKeycloaksOwnProvider() {
        factory.init(new Options(Map.of("native", "off")));
        assertThat(factory.create(null)).isInstanceOf(AsymmetricSignatureProvider.class);
        assertThat(factory.getOperationalInfo())
                .containsEntry("native", "off")
                .containsEntry("signer", "Keycloak: switched off");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "on", "true", "OFF"})
    void anotherValueIsRefusedByName(String value) {
        assertThatThrownBy(() -> factory.init(new Options(Map.of("native", value))))
                .hasMessage("The option native of RS256 must be auto or off.");
    }

    @Test
    void inFipsModeTheLibraryIsNotUsed() {
        NativeLibrary library = NativeLibrary.load(true);
        assertThat(library.isUsable()).isFalse();
        assertThat(library.description()).contains("FIPS");
    }

    @Test
    void readmeTableOfOptionsIsWhatTheFactoryDeclares() throws IOException {
        List<ProviderConfigProperty> metadata = factory.getConfigMetadata();
        assertThat(metadata).hasSize(1).allSatisfy(option -> assertThat(Files.readString(Path.of("../README.md")))
                .contains("| `" + option.getName() + "` | provider `signature`, `RS256` and the like | "
                        + option.getType() + " | " + option.getDefaultValue() + " |"));
    }
}

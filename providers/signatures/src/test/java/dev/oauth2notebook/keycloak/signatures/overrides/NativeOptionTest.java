package dev.oauth2notebook.keycloak.signatures.overrides;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oauth2notebook.keycloak.signatures.NativeLibrary;
import dev.oauth2notebook.keycloak.signatures.overrides.NativeSignatureProviderFactory.Rs256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.Config;
import org.keycloak.common.Profile;
import org.keycloak.crypto.AsymmetricSignatureProvider;
import org.keycloak.provider.ProviderConfigProperty;

class NativeOptionTest {

    private static final String PREFIX = NativeOptionTest.class.getName() + ".";
    private static final Config.Scope NO_OPTIONS = new Config.SystemPropertiesScope(PREFIX);

    private final NativeSignatureProviderFactory factory = new Rs256();

    @BeforeAll
    static void enableDefaultFeatures() {
        Profile.defaults();
    }

    @AfterEach
    void clearOption() {
        System.clearProperty(PREFIX + "native");
    }

    private static Config.Scope option(String value) {
        System.setProperty(PREFIX + "native", value);
        return NO_OPTIONS;
    }

    @Test
    void nativeLibraryIsUsedByDefault() {
        factory.init(NO_OPTIONS);
        assertThat(factory.create(null)).isInstanceOf(NativeSignatureProvider.class);
        assertThat(factory.getOperationalInfo())
                .containsEntry("native", "auto")
                .hasEntrySatisfying(
                        "signer", signer -> assertThat(signer).startsWith("Amazon Corretto Crypto Provider "));
    }

    @Test
    void offSelectsKeycloaksProvider() {
        factory.init(option("off"));
        assertThat(factory.create(null)).isInstanceOf(AsymmetricSignatureProvider.class);
        assertThat(factory.getOperationalInfo())
                .containsEntry("native", "off")
                .containsEntry("signer", "Keycloak: switched off");
    }

    @ParameterizedTest
    @ValueSource(strings = {"on", "true", "OFF"})
    void errorNamesTheOptionWithAnInvalidValue(String value) {
        assertThatThrownBy(() -> factory.init(option(value)))
                .hasMessage("The option native of RS256 must be auto or off.");
    }

    @Test
    void libraryIsNotUsedInFipsMode() {
        NativeLibrary library = NativeLibrary.load(true);
        assertThat(library.isUsable()).isFalse();
        assertThat(library.description()).contains("FIPS");
    }

    @Test
    void documentationListsTheDeclaredOption() throws IOException {
        assertDocumented("provider `signature`, `RS256` and the like", factory.getConfigMetadata());
        String keys = "provider `keys`, `rsa-generated` and `rsa-enc-generated`";
        assertDocumented(keys, new NativeRsaKeyProviderFactory().getConfigMetadata());
        assertDocumented(keys, new NativeRsaEncKeyProviderFactory().getConfigMetadata());
    }

    private static void assertDocumented(String provider, List<ProviderConfigProperty> metadata) throws IOException {
        String documentation = Files.readString(Path.of("../../docs/configuration.md"));
        assertThat(metadata).hasSize(1).allSatisfy(option -> assertThat(documentation)
                .contains("| `" + option.getName() + "` | " + provider + " | " + option.getType() + " | "
                        + option.getDefaultValue() + " |"));
    }
}

package dev.oauth2notebook.keycloak.signatures;

import java.util.List;
import java.util.Map;
import org.keycloak.Config;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;

/**
 * The option {@code native} of a provider, which selects the native library or Keycloak's own implementation.
 *
 * @param value the value of the option
 * @param library the library, which may not be usable
 */
public record NativeOption(String value, NativeLibrary library) {

    private static final String NAME = "native";
    private static final String AUTO = "auto";
    private static final String OFF = "off";

    /**
     * Reads the option.
     *
     * @param config configuration of the provider
     * @param provider id of the provider
     * @throws IllegalArgumentException if the option has any other value than {@code auto} and {@code off}
     */
    public static NativeOption read(Config.Scope config, String provider) {
        String value = config.get(NAME, AUTO);
        return switch (value) {
            case AUTO -> new NativeOption(value, NativeLibrary.get());
            case OFF -> new NativeOption(value, new NativeLibrary(null, "switched off"));
            default ->
                throw new IllegalArgumentException(
                        "The option " + NAME + " of " + provider + " must be " + AUTO + " or " + OFF + ".");
        };
    }

    /**
     * Returns the description of the option.
     *
     * @param label name of the option for people
     * @param help what the option does
     */
    public static List<ProviderConfigProperty> metadata(String label, String help) {
        return ProviderConfigurationBuilder.create()
                .property()
                .name(NAME)
                .type(ProviderConfigProperty.LIST_TYPE)
                .label(label)
                .helpText(help)
                .options(AUTO, OFF)
                .defaultValue(AUTO)
                .add()
                .build();
    }

    /**
     * Returns the option and what it selects, for the page "Server info".
     *
     * @param role name of the entry that says which implementation is used, e.g. {@code signer}
     */
    public Map<String, String> effective(String role) {
        return Map.of(
                NAME, value, role, library.isUsable() ? library.description() : "Keycloak: " + library.description());
    }
}

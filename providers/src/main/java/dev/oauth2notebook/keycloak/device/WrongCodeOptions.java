package dev.oauth2notebook.keycloak.device;

import java.util.List;
import java.util.Map;
import org.keycloak.Config;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;

/**
 * How many wrong user codes are too many.
 *
 * @param limit wrong codes, at least 1
 * @param window seconds within which they count, at least 1
 * @param block seconds for which further tries are refused, at least 1
 */
record WrongCodeOptions(int limit, int window, int block) {

    static final String LIMIT = "wrong-code-limit";
    static final String WINDOW = "wrong-code-window";
    static final String BLOCK = "wrong-code-block";

    static final WrongCodeOptions DEFAULT = new WrongCodeOptions(10, 300, 300);

    /**
     * Reads the options.
     *
     * @param config of the provider
     * @throws IllegalArgumentException naming the option that is not a whole number of at least 1
     */
    static WrongCodeOptions from(Config.Scope config) {
        return new WrongCodeOptions(
                positive(config, LIMIT, DEFAULT.limit),
                positive(config, WINDOW, DEFAULT.window),
                positive(config, BLOCK, DEFAULT.block));
    }

    /** Returns the options with type and default. */
    static List<ProviderConfigProperty> metadata() {
        return ProviderConfigurationBuilder.create()
                .property()
                .name(LIMIT)
                .type(ProviderConfigProperty.INTEGER_TYPE)
                .label("Wrong user codes")
                .helpText("So many wrong user codes from one address or one browser session are too many.")
                .defaultValue(DEFAULT.limit)
                .add()
                .property()
                .name(WINDOW)
                .type(ProviderConfigProperty.INTEGER_TYPE)
                .label("Window")
                .helpText("Seconds within which wrong user codes are counted.")
                .defaultValue(DEFAULT.window)
                .add()
                .property()
                .name(BLOCK)
                .type(ProviderConfigProperty.INTEGER_TYPE)
                .label("Block")
                .helpText("Seconds for which user codes are refused after too many wrong ones.")
                .defaultValue(DEFAULT.block)
                .add()
                .build();
    }

    /** Returns the effective values by option. */
    Map<String, String> values() {
        return Map.of(LIMIT, String.valueOf(limit), WINDOW, String.valueOf(window), BLOCK, String.valueOf(block));
    }

    private static int positive(Config.Scope config, String option, int defaultValue) {
        String value = config.get(option, String.valueOf(defaultValue)).strip();
        try {
            int number = Integer.parseInt(value);
            if (number >= 1) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Refused below, like a number that is too small.
        }
        throw new IllegalArgumentException(
                "The option " + option + " must be a whole number of at least 1, but is '" + value + "'.");
    }
}

package dev.oauth2notebook.keycloak.device;

import java.util.List;
import java.util.Map;
import org.keycloak.Config;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;

/**
 * How many wrong user codes are too many.
 *
 * @param browserLimit wrong codes of one browser session, at least 1
 * @param networkLimit wrong codes of one network, at least 1
 * @param window seconds within which they count, at least 1
 * @param block seconds for which further tries are refused, at least 1
 */
public record WrongCodeOptions(int browserLimit, int networkLimit, int window, int block) {

    static final String BROWSER_LIMIT = "wrong-code-limit";
    static final String NETWORK_LIMIT = "wrong-code-network-limit";
    static final String WINDOW = "wrong-code-window";
    static final String BLOCK = "wrong-code-block";

    public static final WrongCodeOptions DEFAULT = new WrongCodeOptions(10, 50, 300, 300);

    /**
     * Reads the options.
     *
     * @param config of the provider
     * @throws IllegalArgumentException naming the option that is not a whole number of at least 1
     */
    public static WrongCodeOptions from(Config.Scope config) {
        return new WrongCodeOptions(
                positive(config, BROWSER_LIMIT, DEFAULT.browserLimit),
                positive(config, NETWORK_LIMIT, DEFAULT.networkLimit),
                positive(config, WINDOW, DEFAULT.window),
                positive(config, BLOCK, DEFAULT.block));
    }

    /** Returns the options with type and default. */
    public static List<ProviderConfigProperty> metadata() {
        return ProviderConfigurationBuilder.create()
                .property()
                .name(BROWSER_LIMIT)
                .type(ProviderConfigProperty.INTEGER_TYPE)
                .label("Wrong user codes of a browser")
                .helpText("Number of wrong user codes after which a browser session is blocked.")
                .defaultValue(DEFAULT.browserLimit)
                .add()
                .property()
                .name(NETWORK_LIMIT)
                .type(ProviderConfigProperty.INTEGER_TYPE)
                .label("Wrong user codes of a network")
                .helpText("Number of wrong user codes after which an IPv4 address or an IPv6 /64 network is blocked.")
                .defaultValue(DEFAULT.networkLimit)
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
    public Map<String, String> values() {
        return Map.of(
                BROWSER_LIMIT, String.valueOf(browserLimit),
                NETWORK_LIMIT, String.valueOf(networkLimit),
                WINDOW, String.valueOf(window),
                BLOCK, String.valueOf(block));
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

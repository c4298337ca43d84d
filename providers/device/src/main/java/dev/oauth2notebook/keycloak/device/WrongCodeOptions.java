package dev.oauth2notebook.keycloak.device;

import java.util.List;
import java.util.Map;
import org.keycloak.Config;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;

/**
 * The options that limit wrong user codes (RFC 8628 §5.1).
 *
 * @param browserLimit wrong codes allowed per browser session, at least 1
 * @param networkLimit wrong codes allowed per network, at least 1
 * @param window period over which wrong codes are counted, in seconds, at least 1
 * @param block duration of a block, in seconds, at least 1
 * @see WrongCodeLimits
 */
public record WrongCodeOptions(int browserLimit, int networkLimit, int window, int block) {

    static final String BROWSER_LIMIT = "wrong-code-limit";
    static final String NETWORK_LIMIT = "wrong-code-network-limit";
    static final String WINDOW = "wrong-code-window";
    static final String BLOCK = "wrong-code-block";

    /** The values of options that are not set. */
    public static final WrongCodeOptions DEFAULT = new WrongCodeOptions(10, 50, 300, 300);

    /**
     * Reads the options.
     *
     * @param config configuration of the provider
     * @return the configured values, or the defaults
     * @throws IllegalArgumentException if an option is not an integer of at least 1; the message names the option
     */
    public static WrongCodeOptions from(Config.Scope config) {
        return new WrongCodeOptions(
                positive(config, BROWSER_LIMIT, DEFAULT.browserLimit),
                positive(config, NETWORK_LIMIT, DEFAULT.networkLimit),
                positive(config, WINDOW, DEFAULT.window),
                positive(config, BLOCK, DEFAULT.block));
    }

    /** Returns the type, default value and help text of each option. */
    public static List<ProviderConfigProperty> metadata() {
        return ProviderConfigurationBuilder.create()
                .property()
                .name(BROWSER_LIMIT)
                .type(ProviderConfigProperty.INTEGER_TYPE)
                .label("Wrong user codes per browser")
                .helpText("Wrong user codes allowed per browser session before blocking.")
                .defaultValue(DEFAULT.browserLimit)
                .add()
                .property()
                .name(NETWORK_LIMIT)
                .type(ProviderConfigProperty.INTEGER_TYPE)
                .label("Wrong user codes per network")
                .helpText("Wrong user codes allowed per network (IPv4 address or IPv6 /64) before blocking.")
                .defaultValue(DEFAULT.networkLimit)
                .add()
                .property()
                .name(WINDOW)
                .type(ProviderConfigProperty.INTEGER_TYPE)
                .label("Counting period")
                .helpText("Period in seconds over which wrong user codes are counted.")
                .defaultValue(DEFAULT.window)
                .add()
                .property()
                .name(BLOCK)
                .type(ProviderConfigProperty.INTEGER_TYPE)
                .label("Block duration")
                .helpText("Duration of a block in seconds.")
                .defaultValue(DEFAULT.block)
                .add()
                .build();
    }

    /** Returns the effective values by option name. */
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
            // Rejected below, like a number that is too small.
        }
        throw new IllegalArgumentException(
                "The option " + option + " must be an integer of at least 1, but is '" + value + "'.");
    }
}

package dev.oauth2notebook.keycloak.explorer.options;

import dev.oauth2notebook.keycloak.common.EndpointOptions;
import dev.oauth2notebook.keycloak.common.LiveExplorer;
import java.util.List;
import java.util.Map;
import org.keycloak.Config;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;

/**
 * The options of the explorer: who may see it, and how much it keeps.
 *
 * @param mode who sees recorded requests
 * @param maxRequests recorded requests that are kept, at least 1
 * @param maxBytes size of the recorded requests that are kept, approximately, at least 1
 * @param maxMinutes minutes after which recorded requests are deleted, at least 1
 * @param maxRate requests that are recorded per second, in the long run, at least 1
 */
public record ExplorerOptions(Mode mode, int maxRequests, int maxBytes, int maxMinutes, int maxRate) {

    /** Realm attribute that narrows the mode in a realm. */
    public static final String REALM_ATTRIBUTE = "explorer";

    static final String MODE = "mode";
    static final String MAX_REQUESTS = "max-requests";
    static final String MAX_BYTES = "max-bytes";
    static final String MAX_MINUTES = "max-minutes";
    static final String MAX_RATE = "max-rate";

    /** The values of options that are not set. */
    public static final ExplorerOptions DEFAULT = new ExplorerOptions(Mode.OFF, 500, 8 * 1024 * 1024, 60, 50);

    private static final String SPI = "realm-restapi-extension";

    /**
     * Reads the options from Keycloak's configuration; they do not change while the server runs. Must not be called
     * before {@code ProviderFactory.postInit}: whether the server is local depends on Keycloak's runtime options.
     *
     * @throws IllegalArgumentException if an option has an invalid value, or the mode is {@code local} although others
     *     may reach the server
     */
    public static ExplorerOptions read() {
        return from(Config.scope(SPI, LiveExplorer.ID), EndpointOptions.read().local());
    }

    /** Returns whether the explorer is off. May be called earlier than {@link #read}. */
    public static boolean isOff() {
        return Config.scope(SPI, LiveExplorer.ID)
                .get(MODE, DEFAULT.mode.optionValue())
                .strip()
                .equals(Mode.OFF.optionValue());
    }

    /**
     * Reads and checks the options.
     *
     * @param config configuration of the provider
     * @param localServer whether only this machine can reach the server
     * @throws IllegalArgumentException as for {@link #read}
     */
    static ExplorerOptions from(Config.Scope config, boolean localServer) {
        String value = config.get(MODE, DEFAULT.mode.optionValue()).strip();
        Mode mode = Mode.find(value)
                .orElseThrow(() -> new IllegalArgumentException(
                        "The option " + MODE + " of the explorer must be off, own or local, but is '" + value + "'."));
        if (mode == Mode.LOCAL && !localServer) {
            throw new IllegalArgumentException("The option " + MODE
                    + " of the explorer is local, which shows all requests to everybody and is therefore allowed only"
                    + " if http-host is a loopback address and hostname is not a public name, or the option local of"
                    + " the provider oauth2 is set.");
        }
        return new ExplorerOptions(
                mode,
                positive(config, MAX_REQUESTS, DEFAULT.maxRequests),
                positive(config, MAX_BYTES, DEFAULT.maxBytes),
                positive(config, MAX_MINUTES, DEFAULT.maxMinutes),
                positive(config, MAX_RATE, DEFAULT.maxRate));
    }

    /** Returns the type, default value and help text of each option. */
    public static List<ProviderConfigProperty> metadata() {
        return ProviderConfigurationBuilder.create()
                .property()
                .name(MODE)
                .type(ProviderConfigProperty.LIST_TYPE)
                .options("off", "own", "local")
                .label("Who sees requests")
                .helpText("off: nobody, and nothing is recorded. own: users see the requests that concern themselves."
                        + " local: everybody sees all requests; only if nobody but this machine can reach the server.")
                .defaultValue(DEFAULT.mode.optionValue())
                .add()
                .property()
                .name(MAX_REQUESTS)
                .type(ProviderConfigProperty.INTEGER_TYPE)
                .label("Recorded requests")
                .helpText("Recorded requests that are kept; the oldest are deleted first.")
                .defaultValue(DEFAULT.maxRequests)
                .add()
                .property()
                .name(MAX_BYTES)
                .type(ProviderConfigProperty.INTEGER_TYPE)
                .label("Size of recorded requests")
                .helpText("Approximate size in bytes of the recorded requests that are kept.")
                .defaultValue(DEFAULT.maxBytes)
                .add()
                .property()
                .name(MAX_MINUTES)
                .type(ProviderConfigProperty.INTEGER_TYPE)
                .label("Age of recorded requests")
                .helpText("Minutes after which recorded requests are deleted.")
                .defaultValue(DEFAULT.maxMinutes)
                .add()
                .property()
                .name(MAX_RATE)
                .type(ProviderConfigProperty.INTEGER_TYPE)
                .label("Recorded requests per second")
                .helpText(
                        "Requests that are recorded per second, so that recording costs little under load. Twenty times as"
                                + " many may come at once.")
                .defaultValue(DEFAULT.maxRate)
                .add()
                .build();
    }

    /** Returns the effective values by option name. */
    public Map<String, String> values() {
        return Map.of(
                MODE, mode.optionValue(),
                MAX_REQUESTS, String.valueOf(maxRequests),
                MAX_BYTES, String.valueOf(maxBytes),
                MAX_MINUTES, String.valueOf(maxMinutes),
                MAX_RATE, String.valueOf(maxRate));
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
                "The option " + option + " of the explorer must be an integer of at least 1, but is '" + value + "'.");
    }
}

package dev.oauth2notebook.keycloak.conformance.overrides;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.keycloak.Config;
import org.keycloak.protocol.oidc.OIDCProviderConfig;

/**
 * The options of Keycloak's OpenID Connect protocol, with the limits on the length of parameters in memory: Keycloak looks
 * each of them up in all sources of its configuration, for each parameter of each request to the token endpoint.
 *
 * <p>Overrides {@code getMaxLengthForTheParameter}. Read in Keycloak 26.7.4; {@code ParameterLengthsTest} fails if that
 * changes.
 */
final class ParameterLengths extends OIDCProviderConfig {

    /** More than OAuth has: clients choose the names, so only so many are kept. */
    private static final int MAX_NAMES = 200;

    private static final int MAX_NAME_LENGTH = 50;

    private record Parameter(String name, boolean isToken) {}

    private final Map<Parameter, Integer> known = new ConcurrentHashMap<>();

    ParameterLengths(Config.Scope config) {
        super(config);
    }

    @Override
    public int getMaxLengthForTheParameter(String name, boolean isToken) {
        Parameter parameter = new Parameter(name, isToken);
        Integer length = known.get(parameter);
        if (length == null) {
            length = super.getMaxLengthForTheParameter(name, isToken);
            if (known.size() >= MAX_NAMES) {
                known.clear();
            }
            if (name.length() <= MAX_NAME_LENGTH) {
                known.put(parameter, length);
            }
        }
        return length;
    }
}

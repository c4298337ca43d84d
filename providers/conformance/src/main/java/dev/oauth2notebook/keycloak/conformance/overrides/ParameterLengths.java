package dev.oauth2notebook.keycloak.conformance.overrides;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.keycloak.Config;
import org.keycloak.protocol.oidc.OIDCProviderConfig;

/**
 * The options of Keycloak's OpenID Connect protocol, but each limit on the length of a parameter is looked up only once: Keycloak
 * looks it up in all sources of its configuration, for each parameter of each request to the token endpoint.
 *
 * <p>Overrides {@code getMaxLengthForTheParameter}. Read in Keycloak 26.7.4; {@code ParameterLengthsTest} fails if that
 * changes.
 */
final class ParameterLengths extends OIDCProviderConfig {

    /** Clients choose the names, so only so many are kept: more than OAuth has. */
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
            if (name.length() <= MAX_NAME_LENGTH) {
                remember(parameter, length);
            }
        }
        return length;
    }

    private void remember(Parameter parameter, int length) {
        if (known.size() >= MAX_NAMES) {
            known.clear();
        }
        known.put(parameter, length);
    }
}

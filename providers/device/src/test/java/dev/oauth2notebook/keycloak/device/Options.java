package dev.oauth2notebook.keycloak.device;

import java.util.Map;
import java.util.Set;
import org.keycloak.Config;

/** The options of a provider, as Keycloak reads them from its configuration. */
public final class Options extends Config.AbstractScope {

    private final Map<String, String> values;

    /** @param values by option */
    public Options(Map<String, String> values) {
        this.values = values;
    }

    @Override
    public String get(String key) {
        return values.get(key);
    }

    @Override
    public Config.Scope scope(String... scope) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Config.Scope root() {
        throw new UnsupportedOperationException();
    }

    @Override
    @SuppressWarnings("deprecation")
    public Set<String> getPropertyNames() {
        return values.keySet();
    }
}

package dev.oauth2notebook.keycloak.explorer.options;

import java.util.Map;
import java.util.Set;
import org.keycloak.Config;

/** A provider configuration that is backed by a map. */
public final class ExplorerConfigScope extends Config.AbstractScope {

    private final Map<String, String> values;

    /** @param values values by option name */
    public ExplorerConfigScope(Map<String, String> values) {
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

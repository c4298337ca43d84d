package dev.oauth2notebook.keycloak.common;

import java.util.Map;
import java.util.TreeMap;
import org.keycloak.provider.ServerInfoAwareProviderFactory;

/** A provider factory that the Server Info page shows with the version of this extension and the effective options. */
public interface ShownInServerInfo extends ServerInfoAwareProviderFactory {

    /** Returns the version of this extension. */
    static String version() {
        return String.valueOf(ShownInServerInfo.class.getPackage().getImplementationVersion());
    }

    /** Returns the effective values of the provider's options by name. */
    default Map<String, String> effectiveOptions() {
        return Map.of();
    }

    @Override
    default Map<String, String> getOperationalInfo() {
        Map<String, String> info = new TreeMap<>(effectiveOptions());
        info.put("version", version());
        return info;
    }
}

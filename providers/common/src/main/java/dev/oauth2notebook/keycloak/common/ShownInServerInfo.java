package dev.oauth2notebook.keycloak.common;

import java.util.Map;
import java.util.TreeMap;
import org.keycloak.provider.ServerInfoAwareProviderFactory;

/** A provider of this extension that Server Info shows with the extension's version and the options in effect. */
public interface ShownInServerInfo extends ServerInfoAwareProviderFactory {

    /** Returns the version of this extension. */
    static String version() {
        return String.valueOf(ShownInServerInfo.class.getPackage().getImplementationVersion());
    }

    /** Returns the effective value of each option, by its name. */
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

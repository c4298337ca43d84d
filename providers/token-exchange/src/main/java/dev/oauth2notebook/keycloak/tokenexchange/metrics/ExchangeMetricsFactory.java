package dev.oauth2notebook.keycloak.tokenexchange.metrics;

import dev.oauth2notebook.keycloak.common.ShownInServerInfo;
import io.micrometer.core.instrument.Metrics;
import org.keycloak.Config;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.EventListenerProviderFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;

/**
 * Creates the event listener that counts exchanges, in all realms if metrics are enabled. As with Keycloak's own metrics
 * of user events, realms need not be configured.
 */
public final class ExchangeMetricsFactory implements EventListenerProviderFactory, ShownInServerInfo {

    /** Id of this provider. */
    public static final String ID = "token-exchange-metrics";

    private final ExchangeMetrics metrics = new ExchangeMetrics(Metrics.globalRegistry);

    @Override
    public String getId() {
        return ID;
    }

    /** Keycloak asks for every event. Without {@code metrics-enabled}, the global registry contains no other one. */
    @Override
    public boolean isGlobal() {
        return !Metrics.globalRegistry.getRegistries().isEmpty();
    }

    @Override
    public EventListenerProvider create(KeycloakSession session) {
        return new CountingListener(session, metrics);
    }

    @Override
    public void init(Config.Scope config) {}

    @Override
    public void postInit(KeycloakSessionFactory factory) {}

    @Override
    public void close() {}
}

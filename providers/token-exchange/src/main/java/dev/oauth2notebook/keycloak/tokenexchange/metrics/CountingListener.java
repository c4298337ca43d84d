package dev.oauth2notebook.keycloak.tokenexchange.metrics;

import org.keycloak.events.Event;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.EventListenerTransaction;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.models.KeycloakSession;

/** Counts the events of a transaction after it was committed. */
final class CountingListener implements EventListenerProvider {

    private final EventListenerTransaction transaction;

    CountingListener(KeycloakSession session, ExchangeMetrics metrics) {
        transaction = new EventListenerTransaction(null, metrics::count);
        session.getTransactionManager().enlistAfterCompletion(transaction);
    }

    @Override
    public void onEvent(Event event) {
        if (ExchangeMetrics.isCounted(event)) {
            transaction.addEvent(event);
        }
    }

    @Override
    public void onEvent(AdminEvent event, boolean includeRepresentation) {}

    @Override
    public void close() {}
}

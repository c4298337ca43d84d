package dev.oauth2notebook.keycloak.explorer.recording;

import dev.oauth2notebook.keycloak.common.ShownInServerInfo;
import dev.oauth2notebook.keycloak.explorer.owner.Registration;
import jakarta.enterprise.context.ContextNotActiveException;
import org.keycloak.Config;
import org.keycloak.events.Event;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.EventListenerProviderFactory;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;

/**
 * Listens to Keycloak's events in all realms, adds each to the observation of the request that caused it, and records
 * who registered a client.
 */
public final class ObservedEventsFactory implements EventListenerProviderFactory, ShownInServerInfo {

    /** Id of this provider. */
    public static final String ID = "oauth2-explorer";

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public EventListenerProvider create(KeycloakSession session) {
        return new EventListenerProvider() {

            @Override
            public void onEvent(Event event) {
                Recorder.current().ifPresent(recorder -> observe(recorder, session, event));
            }

            @Override
            public void onEvent(AdminEvent event, boolean includeRepresentation) {}

            @Override
            public void close() {}
        };
    }

    /** Keycloak calls this for every event; while the explorer is off, it need not create a listener. */
    @Override
    public boolean isGlobal() {
        return Recorder.current().isPresent();
    }

    @Override
    public void init(Config.Scope config) {}

    @Override
    public void postInit(KeycloakSessionFactory factory) {}

    @Override
    public void close() {}

    private static void observe(Recorder recorder, KeycloakSession session, Event event) {
        try {
            Registration.observe(session, event);
            Observation.current().ifPresent(observation -> observation.add(ObservedEvent.of(event)));
        } catch (ContextNotActiveException e) {
            // No request: Keycloak has sent the event by itself, for example at the end of a session.
        } catch (RuntimeException e) {
            recorder.failed(e);
        }
    }
}

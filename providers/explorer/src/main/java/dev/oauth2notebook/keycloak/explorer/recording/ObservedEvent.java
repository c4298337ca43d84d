package dev.oauth2notebook.keycloak.explorer.recording;

import dev.oauth2notebook.keycloak.explorer.masking.EventDetails;
import java.util.Map;
import org.keycloak.events.Details;
import org.keycloak.events.Event;

/**
 * An event that Keycloak sent during a request.
 *
 * @param type its type, for example {@code CODE_TO_TOKEN_ERROR}
 * @param error its error; {@code null} if it reports no error
 * @param client id of its client; may be {@code null}
 * @param userId id of its user; may be {@code null}
 * @param sessionId id of the user session; may be {@code null}
 * @param codeId id of the authentication session; may be {@code null}
 * @param details the details that may be shown
 */
record ObservedEvent(
        String type,
        String error,
        String client,
        String userId,
        String sessionId,
        String codeId,
        Map<String, String> details) {

    /** Copies an event, which Keycloak changes and sends again. */
    static ObservedEvent of(Event event) {
        return new ObservedEvent(
                event.getType().name(),
                event.getError(),
                event.getClientId(),
                event.getUserId(),
                event.getSessionId(),
                event.getDetails() == null ? null : event.getDetails().get(Details.CODE_ID),
                EventDetails.mask(event.getDetails()));
    }

    /** Returns why the request failed, in more detail than {@link #error}; {@code null} if unknown. */
    String reason() {
        return details.get(Details.REASON);
    }
}

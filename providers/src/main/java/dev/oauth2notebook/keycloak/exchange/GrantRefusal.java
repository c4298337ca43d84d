package dev.oauth2notebook.keycloak.exchange;

import jakarta.ws.rs.core.Response;
import org.keycloak.OAuthErrorException;
import org.keycloak.events.Details;
import org.keycloak.events.Errors;
import org.keycloak.events.EventBuilder;
import org.keycloak.services.CorsErrorResponseException;
import org.keycloak.services.cors.Cors;

/** Refusals at grants other than token exchange (RFC 6749 §5.2). */
final class GrantRefusal {

    private static final String LIMITED_TOKEN =
            "A token that was exchanged, or by which somebody acts for its subject, is not accepted by this grant";

    private GrantRefusal() {}

    /** Refuses a {@link LimitedToken}, and sends the event. */
    static CorsErrorResponseException ofLimitedToken(EventBuilder event, Cors cors) {
        event.detail(Details.REASON, LIMITED_TOKEN);
        event.error(Errors.INVALID_TOKEN);
        return new CorsErrorResponseException(
                cors, OAuthErrorException.INVALID_GRANT, LIMITED_TOKEN, Response.Status.BAD_REQUEST);
    }
}

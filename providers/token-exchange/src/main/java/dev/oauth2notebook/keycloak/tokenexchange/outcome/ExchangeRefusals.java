package dev.oauth2notebook.keycloak.tokenexchange.outcome;

import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.keycloak.events.Details;
import org.keycloak.events.EventBuilder;
import org.keycloak.protocol.oidc.TokenExchangeContext;
import org.keycloak.services.CorsErrorResponseException;
import org.keycloak.services.cors.Cors;

/** Creates the error responses of refused exchanges (RFC 8693 §2.2.2), and sends their events. */
public final class ExchangeRefusals {

    private static final Logger LOG = Logger.getLogger(ExchangeRefusals.class);

    private final EventBuilder event;
    private final Cors cors;

    public ExchangeRefusals(TokenExchangeContext exchange) {
        this.event = exchange.getEvent();
        this.cors = exchange.getCors();
    }

    /** Refuses a request. The event names the permits that were considered. */
    public CorsErrorResponseException refuse(RefusedRequestException refused) {
        LOG.debugf(
                "Exchange refused: %s, %s; permits considered: %s",
                refused.code().value(), refused.reason(), refused.considered());
        ExchangeEvent.considered(event, refused);
        event.detail(Details.REASON, refused.reason());
        event.error(refused.code().value());
        return new CorsErrorResponseException(
                cors, refused.code().value(), refused.description(), Response.Status.BAD_REQUEST);
    }

    /** Refuses a request on which the policy cannot decide. */
    public CorsErrorResponseException refuse(ExchangeError error) {
        return refuse(new RefusedRequestException(error));
    }
}

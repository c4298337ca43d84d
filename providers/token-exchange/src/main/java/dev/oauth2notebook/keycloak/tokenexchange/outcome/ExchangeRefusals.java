package dev.oauth2notebook.keycloak.tokenexchange.outcome;

import dev.oauth2notebook.keycloak.tokenexchange.decision.Decision.Refusal;
import dev.oauth2notebook.keycloak.tokenexchange.decision.ErrorCode;
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

    /** Refuses a request that the policy refuses. The event names the permits that were considered. */
    public CorsErrorResponseException refuse(Refusal refusal) {
        String considered = ConsideredPermits.describe(refusal.considered());
        LOG.debugf("Exchange refused, permits considered: %s", considered);
        event.detail(ExchangeEvent.CONSIDERED_PERMITS, considered);
        return refuse(refusal.code(), refusal.description(), refusal.reason());
    }

    /** Refuses a request on which the policy cannot decide. */
    public CorsErrorResponseException refuse(ExchangeError error) {
        return refuse(error.code(), error.description(), error.reason());
    }

    /** Refuses a request on which the policy cannot decide, with a specific reason in the event. */
    public CorsErrorResponseException refuse(ExchangeError error, String reason) {
        return refuse(error.code(), error.description(), reason);
    }

    /** Refuses a request that Keycloak does not support, with {@code invalid_request}. */
    public CorsErrorResponseException refuseUnsupported(String reason) {
        return refuse(ErrorCode.INVALID_REQUEST, reason, reason);
    }

    /** Refuses a request with a parameter that Keycloak has dropped because it is too long. */
    public CorsErrorResponseException refuseOverlong(String parameter) {
        String description = "The parameter " + parameter + " is longer than allowed";
        return refuse(ErrorCode.INVALID_REQUEST, description, description);
    }

    private CorsErrorResponseException refuse(ErrorCode code, String description, String reason) {
        LOG.debugf("Exchange refused: %s, %s", code.value(), reason);
        event.detail(Details.REASON, reason);
        event.error(code.value());
        return new CorsErrorResponseException(cors, code.value(), description, Response.Status.BAD_REQUEST);
    }
}

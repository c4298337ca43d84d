package dev.oauth2notebook.keycloak.tokenexchange.outcome;

import dev.oauth2notebook.keycloak.tokenexchange.validity.LimitedToken;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.keycloak.OAuthErrorException;
import org.keycloak.events.Details;
import org.keycloak.events.Errors;
import org.keycloak.events.EventBuilder;
import org.keycloak.services.CorsErrorResponseException;
import org.keycloak.services.cors.Cors;

/** Creates the error responses of grants other than token exchange (RFC 6749 §5.2), and sends their events. */
public final class GrantRefusals {

    private static final Logger LOG = Logger.getLogger(GrantRefusals.class);

    private static final String LIMITED_TOKEN = "This grant does not accept a token that was exchanged or that has act";

    private static final String EXCHANGE_NOT_PERMITTED =
            "The token exchange that issued the refresh_token is no longer permitted; exchange a token again";

    private GrantRefusals() {}

    /** Refuses client credentials with a target that no permit covers (RFC 8707 §2). */
    public static CorsErrorResponseException refuseCredentials(
            EventBuilder event, Cors cors, RefusedRequestException refused) {
        String error = refused.code().value();
        LOG.debugf("Grant refused: %s", refused.reason());
        ExchangeEvent.considered(event, refused);
        event.detail(Details.REASON, refused.reason());
        event.error(error);
        return new CorsErrorResponseException(cors, error, refused.description(), Response.Status.BAD_REQUEST);
    }

    /** Refuses a {@link LimitedToken} with {@code invalid_grant}. */
    public static CorsErrorResponseException refuseLimitedToken(EventBuilder event, Cors cors) {
        return invalidGrant(event, cors, LIMITED_TOKEN, LIMITED_TOKEN);
    }

    /** Reports that the policy would refuse a {@link LimitedToken}. */
    public static void reportLimitedToken(EventBuilder event) {
        event.detail(ExchangeEvent.WOULD_REFUSE, LIMITED_TOKEN);
    }

    /** Refuses to refresh the tokens of an exchange that is no longer permitted, with {@code invalid_grant}. */
    public static CorsErrorResponseException refuseRefresh(
            EventBuilder event, Cors cors, RefusedRequestException refused) {
        ExchangeEvent.considered(event, refused);
        return invalidGrant(event, cors, EXCHANGE_NOT_PERMITTED, refused.reason());
    }

    private static CorsErrorResponseException invalidGrant(
            EventBuilder event, Cors cors, String description, String reason) {
        LOG.debugf("Grant refused: %s", reason);
        event.detail(Details.REASON, reason);
        event.error(Errors.INVALID_TOKEN);
        return new CorsErrorResponseException(
                cors, OAuthErrorException.INVALID_GRANT, description, Response.Status.BAD_REQUEST);
    }
}

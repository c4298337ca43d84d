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

    private static final String TARGET =
            "An audience or resource is unknown, or this client may not request a token for it";

    private GrantRefusals() {}

    /** Refuses client credentials for a target that no permit covers, with {@code invalid_target} (RFC 8707 §2). */
    public static CorsErrorResponseException refuseTarget(EventBuilder event, Cors cors) {
        event.detail(Details.REASON, "no client-credentials permit covers the requested audience");
        event.error(OAuthErrorException.INVALID_TARGET);
        return new CorsErrorResponseException(
                cors, OAuthErrorException.INVALID_TARGET, TARGET, Response.Status.BAD_REQUEST);
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
            EventBuilder event, Cors cors, RefusedExchangeException refused) {
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

package dev.oauth2notebook.keycloak.tokenexchange.resources;

import dev.oauth2notebook.keycloak.tokenexchange.decision.ResourceIndicator;
import dev.oauth2notebook.keycloak.tokenexchange.tokens.Ancestry;
import java.util.List;
import org.jboss.logging.Logger;
import org.keycloak.OAuth2Constants;
import org.keycloak.OAuthErrorException;
import org.keycloak.events.Details;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.models.ClientModel;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.token.TokenInterceptorException;
import org.keycloak.protocol.oidc.token.TokenPostProcessor;
import org.keycloak.protocol.oidc.token.TokenPostProcessorContext;
import org.keycloak.representations.AccessToken;
import org.keycloak.representations.RefreshToken;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Restricts an access token to the requested resource (RFC 8707 §2). It only removes audiences: a resource whose client
 * is not in the token's {@code aud} is refused.
 *
 * <p>A refresh token keeps the resource of the authorization request in the claim {@value #CLAIM}, and is restricted to it
 * even if the policy was changed in the meantime.
 *
 * @see ResourceExecutor
 */
public final class ResourceRestriction implements TokenPostProcessor {

    static final String UNKNOWN = "The resource is unknown, or this client may not request it";

    private static final Logger LOG = Logger.getLogger(ResourceRestriction.class);

    private static final String CLAIM = OAuth2Constants.RESOURCE;
    private static final String ON = "resource-indicators";

    private final KeycloakSession session;

    ResourceRestriction(KeycloakSession session) {
        this.session = session;
    }

    /** Honours {@code resource} in the current token request. */
    public static void turnOn(KeycloakSession session) {
        session.setAttribute(ON, true);
    }

    /** Honours {@code resource} in the token requests with codes of an authorization request. */
    static void turnOn(AuthenticationSessionModel authorization) {
        authorization.setClientNote(ON, String.valueOf(true));
    }

    /** Returns whether a token has the audience of a restricted one: a resource, followed by its client. */
    public static boolean isRestricted(AccessToken token) {
        String[] audience = token.getAudience();
        return audience != null
                && audience.length == 2
                && ResourceIndicator.isValid(audience[0])
                && !ResourceIndicator.isValid(audience[1]);
    }

    @Override
    public void process(TokenPostProcessorContext context) {
        String original = original(context);
        String requested = context.clientSessionCtx().getAttribute(OAuth2Constants.RESOURCE, String.class);
        if (context.accessToken() == null || !isOn(context) || original == null && requested == null) {
            return;
        }
        if (original != null && requested != null && !requested.equals(original)) {
            throw refusal(context, "the resource differs from that of the authorization request");
        }
        restrict(context, requested == null ? original : requested);
        if (context.refreshToken() != null && original != null) {
            context.refreshToken().setOtherClaims(CLAIM, original);
        }
    }

    private void restrict(TokenPostProcessorContext context, String resource) {
        ClientModel client = new ResourceClients(session)
                .find(resource, context.accessToken())
                .orElseThrow(() -> refusal(context, "the resource stands for no audience of the token"));
        limit(context.accessToken(), resource, client);
    }

    /**
     * Removes all other audiences from a token, and the roles of other clients.
     *
     * @param client the client for which the resource stands
     */
    public static void limit(AccessToken token, String resource, ClientModel client) {
        token.audience(ResourceClients.audience(resource, client).toArray(String[]::new));
        token.getResourceAccess().keySet().retainAll(List.of(client.getClientId()));
    }

    /** Returns the resource of the authorization request; {@code null} if it has none. */
    private static String original(TokenPostProcessorContext context) {
        if (context.code() != null) {
            return context.code().getResource();
        }
        RefreshToken token = context.requestRefreshToken();
        return token != null && token.getOtherClaims().get(CLAIM) instanceof String resource ? resource : null;
    }

    private boolean isOn(TokenPostProcessorContext context) {
        return session.getAttribute(ON) != null
                || context.requestRefreshToken() != null
                        && (original(context) != null || Ancestry.isExchanged(context.requestRefreshToken()))
                || context.code() != null
                        && context.clientSessionCtx().getClientSession().getNote(ON) != null;
    }

    /** Keycloak sends no event for this exception. */
    private TokenInterceptorException refusal(TokenPostProcessorContext context, String reason) {
        LOG.debugf("Resource refused: %s", reason);
        new EventBuilder(
                        session.getContext().getRealm(),
                        session,
                        session.getContext().getConnection())
                .event(eventType(context))
                .client(session.getContext().getClient())
                .detail(Details.REASON, reason)
                .error(OAuthErrorException.INVALID_TARGET);
        return new TokenInterceptorException(OAuthErrorException.INVALID_TARGET, UNKNOWN);
    }

    private static EventType eventType(TokenPostProcessorContext context) {
        if (context.code() != null) {
            return EventType.CODE_TO_TOKEN;
        }
        if (context.requestRefreshToken() != null) {
            return EventType.REFRESH_TOKEN;
        }
        return OAuth2Constants.CLIENT_CREDENTIALS.equals(
                        context.clientSessionCtx().getAttribute(Constants.GRANT_TYPE, String.class))
                ? EventType.CLIENT_LOGIN
                : EventType.LOGIN;
    }
}

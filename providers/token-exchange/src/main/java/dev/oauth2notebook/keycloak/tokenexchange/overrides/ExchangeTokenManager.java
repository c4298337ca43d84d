package dev.oauth2notebook.keycloak.tokenexchange.overrides;

import dev.oauth2notebook.keycloak.tokenexchange.decision.Actor;
import dev.oauth2notebook.keycloak.tokenexchange.issuing.GrantedContext;
import dev.oauth2notebook.keycloak.tokenexchange.issuing.IssuanceLimits;
import dev.oauth2notebook.keycloak.tokenexchange.issuing.IssuedClaimsProcessor;
import dev.oauth2notebook.keycloak.tokenexchange.tokens.ActorClaims;
import dev.oauth2notebook.keycloak.tokenexchange.tokens.Ancestry;
import dev.oauth2notebook.keycloak.tokenexchange.tokens.LightweightRoles;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.keycloak.OAuth2Constants;
import org.keycloak.events.EventBuilder;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.TokenManager;
import org.keycloak.representations.AccessToken;
import org.keycloak.representations.IDToken;

/**
 * Issues the tokens of an exchange, including ID tokens, with its chain of actors and within its limits.
 *
 * <p>Overrides createClientAccessToken, responseBuilder and transformIDToken: the limits must apply before and after
 * the mappers. Read in Keycloak 26.7.4; {@code IssuedTokenIT} fails if that changes.
 *
 * @see IssuedClaimsProcessor
 */
final class ExchangeTokenManager extends TokenManager {

    private static final Logger LOG = Logger.getLogger(ExchangeTokenManager.class);

    private final Ancestry ancestry;
    private final IssuanceLimits limits;
    private final Actor chain;
    private final List<String> idTokenAudience;

    /**
     * Creates a token manager for one exchange.
     *
     * @param ancestry ancestry of the tokens; {@code null} for refresh tokens of versions that did not record it
     * @param limits limits of the tokens; {@code null} if the policy is not enforced
     * @param chain the actors in {@code act}; {@code null} if there are none
     * @param idTokenAudience {@code aud} of the ID token; {@code null} for Keycloak's default, the requester
     */
    ExchangeTokenManager(Ancestry ancestry, IssuanceLimits limits, Actor chain, List<String> idTokenAudience) {
        this.ancestry = ancestry;
        this.limits = limits;
        this.chain = chain;
        this.idTokenAudience = idTokenAudience;
    }

    /** Returns the limits of the issued tokens; empty if the policy is not enforced. */
    Optional<IssuanceLimits> limits() {
        return Optional.ofNullable(limits);
    }

    @Override
    public AccessToken createClientAccessToken(
            KeycloakSession session,
            RealmModel realm,
            ClientModel client,
            UserModel user,
            UserSessionModel userSession,
            ClientSessionContext context,
            boolean offline) {
        if (chain != null) {
            IssuedClaimsProcessor.put(context, ActorClaims.ACT, ActorClaims.toClaim(chain));
        }
        if (ancestry != null) {
            ancestry.put(context);
        }
        if (limits == null) {
            return super.createClientAccessToken(session, realm, client, user, userSession, context, offline);
        }
        // Keycloak issues offline tokens if offline_access is a default scope of the requester, even if it was not
        // granted.
        context.setAttribute(OAuth2Constants.OFFLINE_ACCESS, false);
        limits.put(context);
        ClientSessionContext granted = granted(context);
        AccessToken token = super.createClientAccessToken(session, realm, client, user, userSession, granted, false);
        new LightweightRoles(session).addTo(token, userSession, granted);
        token.issuedFor(client.getClientId());
        limits.apply(token);
        LOG.debugf(
                "Exchange 4/4, issued: scope %s, audience %s, expires at %d, %s act",
                token.getScope(), limits.audiences(), token.getExp(), chain == null ? "without" : "with");
        return token;
    }

    @Override
    public AccessTokenResponseBuilder responseBuilder(
            RealmModel realm,
            ClientModel client,
            EventBuilder event,
            KeycloakSession session,
            UserSessionModel userSession,
            ClientSessionContext context) {
        return limits == null || limits.idToken()
                ? super.responseBuilder(realm, client, event, session, userSession, granted(context))
                : new ExchangeResponse(realm, client, event, session, userSession, granted(context), this);
    }

    @Override
    public IDToken transformIDToken(
            KeycloakSession session, IDToken token, UserSessionModel userSession, ClientSessionContext context) {
        IDToken transformed = super.transformIDToken(session, token, userSession, granted(context));
        IssuedClaimsProcessor.guard(transformed, context);
        transformed.issuedFor(context.getClientSession().getClient().getClientId());
        transformed.getOtherClaims().remove(ActorClaims.MAY_ACT);
        if (ancestry != null) {
            ancestry.addClaims(transformed);
        }
        if (idTokenAudience != null) {
            transformed.audience(idTokenAudience.toArray(String[]::new));
            // With sid, the audience could end the user's session (OpenID Connect RP-Initiated Logout §2).
            if (!idTokenAudience.equals(List.of(transformed.getIssuedFor()))) {
                transformed.setSessionId(null);
            }
        }
        return transformed;
    }

    private ClientSessionContext granted(ClientSessionContext context) {
        return limits == null || context instanceof GrantedContext
                ? context
                : new GrantedContext(context, limits.roles(), limits.scopes());
    }
}

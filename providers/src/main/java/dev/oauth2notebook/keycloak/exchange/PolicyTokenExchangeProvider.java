package dev.oauth2notebook.keycloak.exchange;

import static org.keycloak.OAuth2Constants.ACCESS_TOKEN_TYPE;
import static org.keycloak.OAuth2Constants.ACTOR_TOKEN;
import static org.keycloak.OAuth2Constants.ACTOR_TOKEN_TYPE;
import static org.keycloak.OAuth2Constants.JWT_TOKEN_TYPE;
import static org.keycloak.OAuth2Constants.SUBJECT_TOKEN_TYPE;

import dev.oauth2notebook.keycloak.exchange.decision.Actor;
import dev.oauth2notebook.keycloak.exchange.decision.ActorToken;
import dev.oauth2notebook.keycloak.exchange.decision.Cause;
import dev.oauth2notebook.keycloak.exchange.decision.Decision;
import dev.oauth2notebook.keycloak.exchange.decision.Decision.Grant;
import dev.oauth2notebook.keycloak.exchange.decision.Decision.Refusal;
import dev.oauth2notebook.keycloak.exchange.decision.ErrorCode;
import dev.oauth2notebook.keycloak.exchange.decision.ExchangePolicy;
import dev.oauth2notebook.keycloak.exchange.decision.ExchangeRequest;
import dev.oauth2notebook.keycloak.exchange.decision.Permit;
import dev.oauth2notebook.keycloak.exchange.decision.SubjectToken;
import dev.oauth2notebook.keycloak.exchange.decision.TokenType;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.keycloak.OAuth2Constants;
import org.keycloak.common.util.Time;
import org.keycloak.events.Details;
import org.keycloak.models.ClientModel;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.OIDCAdvancedConfigWrapper;
import org.keycloak.protocol.oidc.TokenExchangeContext;
import org.keycloak.protocol.oidc.TokenManager;
import org.keycloak.protocol.oidc.tokenexchange.StandardTokenExchangeProvider;
import org.keycloak.representations.AccessToken;
import org.keycloak.services.CorsErrorResponseException;
import org.keycloak.services.clientpolicy.ClientPolicyException;

/**
 * Keycloak's standard token exchange under the realm's policy. Keycloak verifies the subject token and issues; in between
 * the policy decides, and what is issued is cut down to its {@link Grant}.
 */
final class PolicyTokenExchangeProvider extends StandardTokenExchangeProvider {

    /** Realm attribute that switches the policy on: {@code enforced}, or off: absent, blank or {@code off}. */
    static final String REALM_ATTRIBUTE = "token-exchange-policy";

    private static final String OFF = "off";
    private static final Set<String> ACCESS_TOKEN_TYPES = Set.of(ACCESS_TOKEN_TYPE, JWT_TOKEN_TYPE);

    /** What the policy granted; {@code null} where the policy is off. */
    private Grant grant;

    private Restriction restriction;
    private Actor chain;

    /** Where the policy is enforced, no exchange goes past it: what Keycloak does not support is refused here. */
    @Override
    public boolean supports(TokenExchangeContext request) {
        return isEnforced(request.getRealm()) || super.supports(request);
    }

    private boolean isSupported(TokenExchangeContext request) {
        TokenExchangeContext asAccessToken = withJwtAsAccessToken(request);
        boolean supported = super.supports(asAccessToken);
        request.setUnsupportedReason(asAccessToken.getUnsupportedReason());
        return supported;
    }

    @Override
    protected Response tokenExchange() {
        if (isEnforced(realm)) {
            if (!mayExchange(client)) {
                throw refusal(new Refusal(Cause.NO_PERMIT, null));
            }
            if (!isSupported(context)) {
                throw refusal(
                        ErrorCode.INVALID_REQUEST, context.getUnsupportedReason(), context.getUnsupportedReason());
            }
        }
        if (!ActorTokens.isSigned(params.getSubjectToken())) {
            throw refusal(ExchangeError.SUBJECT_TOKEN_INVALID);
        }
        return super.tokenExchange();
    }

    @Override
    protected Response exchangeClientToClient(
            UserModel user,
            UserSessionModel userSession,
            AccessToken subject,
            boolean disallowOnHolderOfTokenMismatch) {
        chain = chainOf(subject);
        if (isEnforced(realm)) {
            grant = decide(user, subject);
            chain = grant.actor();
            restriction = Restriction.of(grant, Time.currentTimeSeconds());
            context.setRestrictedScopes(Scopes.restrictedTo(grant.scopes(), client));
        } else {
            keepWhatKeycloakWouldLose();
        }
        tokenManager = new ExchangeTokenManager(restriction, chain, idTokenAudience());
        return super.exchangeClientToClient(user, userSession, subject, disallowOnHolderOfTokenMismatch);
    }

    private List<String> idTokenAudience() {
        return grant != null && requestedType() == TokenType.ID_TOKEN ? restriction.audiences() : null;
    }

    /** Where the policy is off, an actor is still not ignored, and a chain not lost by refreshing. */
    private void keepWhatKeycloakWouldLose() {
        if (formParams.containsKey(ACTOR_TOKEN) || formParams.containsKey(ACTOR_TOKEN_TYPE)) {
            throw refusal(ExchangeError.ACTOR_TOKEN_NOT_ENFORCED);
        }
        if (chain != null && OAuth2Constants.REFRESH_TOKEN_TYPE.equals(params.getRequestedTokenType())) {
            throw refusal(new Refusal(Cause.REFRESH_TOKEN_OF_DELEGATED, null));
        }
    }

    private Grant decide(UserModel user, AccessToken subject) {
        requireSubjectForRequester(subject);
        ActorToken actor = actorToken();
        ExchangeRequest request = new ExchangeRequest(
                client.getClientId(),
                serviceAccountSub(),
                new SubjectToken(
                        user.getId(),
                        subject.getIssuedFor(),
                        Scopes.parse(subject.getScope()),
                        chain,
                        ActorClaims.toMayAct(subject.getOtherClaims().get(ActorClaims.MAY_ACT)),
                        subject.getExp()),
                actor,
                values(params.getAudience()),
                values(params.getResource()),
                requestedScopes(),
                Scopes.assigned(client),
                requestedType());
        requireEnabledTargets(request);
        Decision decision = ExchangePolicy.decide(permits(), request, Time.currentTimeSeconds());
        if (decision instanceof Refusal refusal) {
            throw refusal(refusal);
        }
        ExchangeEvent.granted(event, (Grant) decision, actor);
        return (Grant) decision;
    }

    private List<Permit> permits() {
        try {
            return Permits.of(session).read(session);
        } catch (ClientPolicyException e) {
            throw new IllegalStateException("Keycloak cannot read the realm's client profiles", e);
        }
    }

    private ActorToken actorToken() {
        String token = params.getActorToken();
        String type = params.getActorTokenType();
        if (token == null && type == null) {
            return null;
        }
        if (token == null) {
            throw refusal(ExchangeError.ACTOR_TOKEN_MISSING);
        }
        if (type == null) {
            throw refusal(ExchangeError.ACTOR_TOKEN_TYPE_MISSING);
        }
        if (!ACCESS_TOKEN_TYPES.contains(type)) {
            throw refusal(ExchangeError.ACTOR_TOKEN_TYPE);
        }
        return new ActorTokens(session).verify(token).orElseThrow(() -> refusal(ExchangeError.ACTOR_TOKEN_INVALID));
    }

    private void requireSubjectForRequester(AccessToken subject) {
        if (!client.getClientId().equals(subject.getIssuedFor()) && !subject.hasAudience(client.getClientId())) {
            throw refusal(ExchangeError.SUBJECT_NOT_FOR_REQUESTER);
        }
    }

    /** A permit names clients that exist; one that is disabled since is no target (RFC 8693 §2.2.2). */
    private void requireEnabledTargets(ExchangeRequest request) {
        boolean unavailable = Stream.concat(request.audiences().stream(), request.resources().stream())
                .map(realm::getClientByClientId)
                .anyMatch(target -> target == null || !target.isEnabled());
        if (unavailable) {
            throw refusal(new Refusal(request.audiences().isEmpty() ? Cause.RESOURCE : Cause.AUDIENCE, null));
        }
    }

    private Actor chainOf(AccessToken subject) {
        try {
            return ActorClaims.toActor(subject.getOtherClaims().get(ActorClaims.ACT));
        } catch (IllegalArgumentException e) {
            throw refusal(ExchangeError.SUBJECT_ACT);
        }
    }

    private String serviceAccountSub() {
        UserModel account = client.isServiceAccountsEnabled() ? session.users().getServiceAccount(client) : null;
        return account == null ? null : account.getId();
    }

    private Set<String> requestedScopes() {
        Set<String> scopes = Scopes.parse(params.getScope());
        return scopes.isEmpty() ? null : scopes;
    }

    private TokenType requestedType() {
        String requested = params.getRequestedTokenType();
        return requested == null
                ? TokenType.ACCESS_TOKEN
                : TokenType.ofUrn(requested).orElseThrow(() -> refusal(ExchangeError.REQUESTED_TOKEN_TYPE));
    }

    /** Keycloak's own switch of a client, and its own rule that a client without credentials never exchanges. */
    private static boolean mayExchange(ClientModel requester) {
        return !requester.isPublicClient()
                && OIDCAdvancedConfigWrapper.fromClientModel(requester).isStandardTokenExchangeEnabled();
    }

    /** A mistyped value must not open what was meant to be shut. */
    private static boolean isEnforced(RealmModel realm) {
        String value = realm.getAttribute(REALM_ATTRIBUTE);
        return value != null && !value.isBlank() && !value.equals(OFF);
    }

    @Override
    protected String getRequestedTokenType() {
        return grant == null ? super.getRequestedTokenType() : requestedType().urn();
    }

    @Override
    protected List<String> getSupportedOAuthResponseTokenTypes() {
        return grant == null
                ? super.getSupportedOAuthResponseTokenTypes()
                : Stream.of(TokenType.values()).map(TokenType::urn).toList();
    }

    @Override
    protected List<ClientModel> getTargetAudienceClients() {
        return grant == null
                ? super.getTargetAudienceClients()
                : grant.audiences().stream().map(realm::getClientByClientId).toList();
    }

    @Override
    protected String getRequestedScope(AccessToken subject, List<ClientModel> targets) {
        return grant == null ? super.getRequestedScope(subject, targets) : String.join(" ", grant.scopes());
    }

    /** The permit is enough: no mapper need bring the audience. */
    @Override
    protected void checkRequestedAudiences(TokenManager.AccessTokenResponseBuilder response) {
        if (grant == null) {
            super.checkRequestedAudiences(response);
        }
    }

    private static List<String> values(List<String> parameter) {
        return parameter == null ? List.of() : parameter;
    }

    private static TokenExchangeContext withJwtAsAccessToken(TokenExchangeContext request) {
        if (!JWT_TOKEN_TYPE.equals(request.getParams().getSubjectTokenType())) {
            return request;
        }
        MultivaluedMap<String, String> form = new MultivaluedHashMap<>(request.getFormParams());
        form.putSingle(SUBJECT_TOKEN_TYPE, ACCESS_TOKEN_TYPE);
        return new TokenExchangeContext(
                request.getSession(),
                form,
                request.getCors(),
                request.getRealm(),
                request.getEvent(),
                request.getClient(),
                request.getClientConnection(),
                request.getHeaders(),
                request.getTokenManager(),
                request.getClientAuthAttributes());
    }

    private CorsErrorResponseException refusal(Refusal refusal) {
        return refusal(refusal.code(), refusal.description(), refusal.reason());
    }

    private CorsErrorResponseException refusal(ExchangeError error) {
        return refusal(error.code(), error.description(), error.reason());
    }

    private CorsErrorResponseException refusal(ErrorCode code, String description, String reason) {
        event.detail(Details.REASON, reason);
        event.error(code.value());
        return new CorsErrorResponseException(cors, code.value(), description, Response.Status.BAD_REQUEST);
    }
}

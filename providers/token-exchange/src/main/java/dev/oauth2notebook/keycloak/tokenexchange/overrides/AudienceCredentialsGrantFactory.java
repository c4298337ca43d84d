package dev.oauth2notebook.keycloak.tokenexchange.overrides;

import dev.oauth2notebook.keycloak.common.ShownInServerInfo;
import dev.oauth2notebook.keycloak.tokenexchange.decision.CredentialsRequest;
import dev.oauth2notebook.keycloak.tokenexchange.decision.ErrorCode;
import dev.oauth2notebook.keycloak.tokenexchange.mode.PolicyMode;
import dev.oauth2notebook.keycloak.tokenexchange.outcome.ExchangeEvent;
import dev.oauth2notebook.keycloak.tokenexchange.outcome.GrantRefusals;
import dev.oauth2notebook.keycloak.tokenexchange.outcome.RefusedRequestException;
import dev.oauth2notebook.keycloak.tokenexchange.permits.GrantedCredentials;
import dev.oauth2notebook.keycloak.tokenexchange.permits.RealmCredentialsPolicy;
import dev.oauth2notebook.keycloak.tokenexchange.report.PolicyReport;
import dev.oauth2notebook.keycloak.tokenexchange.request.CredentialsRequestReader;
import dev.oauth2notebook.keycloak.tokenexchange.request.DroppedParameters;
import dev.oauth2notebook.keycloak.tokenexchange.resources.ResourceClients;
import dev.oauth2notebook.keycloak.tokenexchange.resources.ResourceRestriction;
import dev.oauth2notebook.keycloak.tokenexchange.tokens.ExchangeScopes;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.keycloak.OAuth2Constants;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.TokenManager.AccessTokenResponseBuilder;
import org.keycloak.protocol.oidc.grants.ClientCredentialsGrantType;
import org.keycloak.protocol.oidc.grants.ClientCredentialsGrantTypeFactory;
import org.keycloak.protocol.oidc.grants.OAuth2GrantType;
import org.keycloak.representations.AccessToken;
import org.keycloak.services.clientpolicy.ClientPolicyContext;
import org.keycloak.util.TokenUtil;

/**
 * Client credentials (RFC 6749 §4.4), except that in realms that enforce the policy, a client may request an
 * {@code audience} or {@code resource} if a permit covers it. The token is for exactly that audience. In report mode, the
 * event says what the policy would have done.
 *
 * <p>Overrides createTokenResponseBuilder, useRefreshToken and getSupportedMultivaluedRequestParameters: Keycloak ignores
 * {@code audience}, and has no hook between the client policies and the token. Read in Keycloak 26.7.4;
 * {@code ClientCredentialsPermitIT} fails if that changes.
 *
 * @see RealmCredentialsPolicy
 */
public final class AudienceCredentialsGrantFactory extends ClientCredentialsGrantTypeFactory
        implements ShownInServerInfo {

    private static final int BEFORE_KEYCLOAK = 100;

    @Override
    public int order() {
        return BEFORE_KEYCLOAK;
    }

    @Override
    public OAuth2GrantType create(KeycloakSession session) {
        return new AudienceCredentialsGrant(session);
    }

    private static final class AudienceCredentialsGrant extends ClientCredentialsGrantType {

        private final KeycloakSession current;

        /** @param current Keycloak sets its own field only after it has asked for the parameters that may be repeated */
        AudienceCredentialsGrant(KeycloakSession current) {
            this.current = current;
        }

        @Override
        public Set<String> getSupportedMultivaluedRequestParameters() {
            return mode() == PolicyMode.ENFORCED
                    ? Set.of(OAuth2Constants.AUDIENCE, OAuth2Constants.RESOURCE)
                    : super.getSupportedMultivaluedRequestParameters();
        }

        /** A refreshed token would lose the limits. */
        @Override
        protected boolean useRefreshToken() {
            return !(mode() == PolicyMode.ENFORCED && hasTarget()) && super.useRefreshToken();
        }

        @Override
        protected AccessTokenResponseBuilder createTokenResponseBuilder(
                UserModel user,
                UserSessionModel userSession,
                ClientSessionContext context,
                String scope,
                Function<AccessTokenResponseBuilder, ClientPolicyContext> policies) {
            PolicyMode mode = mode();
            if (mode == PolicyMode.OFF || !hasTarget()) {
                return super.createTokenResponseBuilder(user, userSession, context, scope, policies);
            }
            if (mode == PolicyMode.REPORT) {
                AccessTokenResponseBuilder response =
                        super.createTokenResponseBuilder(user, userSession, context, scope, policies);
                PolicyReport.guarded(() -> report(read(context, scope), response.getAccessToken(), scope));
                return response;
            }
            CredentialsRequest requested = read(context, scope);
            try {
                GrantedCredentials granted = grant(requested);
                ClientSessionContext limited = ExchangeScopes.restrict(
                        context, requested.scopes(), granted.limits().scopes(), session);
                AccessTokenResponseBuilder response =
                        super.createTokenResponseBuilder(user, userSession, limited, scope, policies);
                limited.setAttribute(
                        OAuth2Constants.RESOURCE, null); // Otherwise, ResourceRestriction could apply, too.
                limit(response, granted);
                return response;
            } catch (RefusedRequestException refused) {
                if (!isAboutTarget(refused)) {
                    throw GrantRefusals.refuseCredentials(event, cors, refused);
                }
                AccessTokenResponseBuilder response =
                        super.createTokenResponseBuilder(user, userSession, context, scope, policies);
                requireAudience(response.getAccessToken(), requested, refused);
                return response;
            }
        }

        private CredentialsRequest read(ClientSessionContext context, String scope) {
            return CredentialsRequestReader.read(
                    context, scope, values(OAuth2Constants.AUDIENCE), values(OAuth2Constants.RESOURCE));
        }

        private GrantedCredentials grant(CredentialsRequest requested) {
            DroppedParameters.first(request.getDecodedFormParameters(), formParams)
                    .ifPresent(name -> {
                        throw GrantRefusals.refuseCredentials(event, cors, RefusedRequestException.overlong(name));
                    });
            return new RealmCredentialsPolicy(session).grant(requested);
        }

        private void limit(AccessTokenResponseBuilder response, GrantedCredentials granted) {
            AccessToken token = response.getAccessToken();
            granted.limits().apply(token);
            if (response.getIdToken() != null) {
                response.getIdToken().exp(token.getExp());
            }
            event.detail(ExchangeEvent.PERMIT, granted.permit());
            ExchangeEvent.credentials(event, token, granted.limits().audiences());
        }

        /** Returns whether no permit allows the target. Otherwise, one does, but with limits that the request exceeds. */
        private static boolean isAboutTarget(RefusedRequestException refused) {
            return refused.code() == ErrorCode.INVALID_TARGET;
        }

        /** Without a permit, a resource is still possible if mappers have added its audience. */
        private void requireAudience(AccessToken token, CredentialsRequest requested, RefusedRequestException refused) {
            if (!hasAudience(token, requested)) {
                throw GrantRefusals.refuseCredentials(event, cors, refused);
            }
            ResourceRestriction.turnOn(session);
        }

        private PolicyMode mode() {
            return PolicyMode.of(current.getContext().getRealm());
        }

        private void report(CredentialsRequest requested, AccessToken issued, String scope) {
            RealmCredentialsPolicy policy = new RealmCredentialsPolicy(session);
            PolicyReport report = new PolicyReport(event);
            report.evaluate(
                    () -> policy.grant(requested),
                    refused -> !isAboutTarget(refused) || !hasAudience(issued, requested));
            report.compare(issued, TokenUtil.isOIDCRequest(scope));
            ExchangeEvent.credentials(event, issued, policy.targets(requested));
        }

        /** Looks at the request as sent, because Keycloak drops parameters that are too long. */
        private boolean hasTarget() {
            MultivaluedMap<String, String> sent = request.getDecodedFormParameters();
            return sent.containsKey(OAuth2Constants.AUDIENCE) || sent.containsKey(OAuth2Constants.RESOURCE);
        }

        private List<String> values(String parameter) {
            return formParams.getOrDefault(parameter, List.of());
        }

        /** Returns whether a token has the only requested target, a resource, as audience anyway. */
        private boolean hasAudience(AccessToken token, CredentialsRequest requested) {
            return requested
                    .onlyResource()
                    .flatMap(resource -> new ResourceClients(session).find(resource, token))
                    .isPresent();
        }
    }
}

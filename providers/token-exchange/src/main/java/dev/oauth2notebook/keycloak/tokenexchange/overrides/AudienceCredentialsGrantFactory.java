package dev.oauth2notebook.keycloak.tokenexchange.overrides;

import dev.oauth2notebook.keycloak.common.ShownInServerInfo;
import dev.oauth2notebook.keycloak.tokenexchange.decision.AudiencePermit;
import dev.oauth2notebook.keycloak.tokenexchange.mode.PolicyMode;
import dev.oauth2notebook.keycloak.tokenexchange.outcome.ExchangeEvent;
import dev.oauth2notebook.keycloak.tokenexchange.outcome.GrantRefusals;
import dev.oauth2notebook.keycloak.tokenexchange.permits.ClientCredentialsPermits;
import dev.oauth2notebook.keycloak.tokenexchange.resources.ResourceClients;
import dev.oauth2notebook.keycloak.tokenexchange.resources.ResourceRestriction;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.keycloak.OAuth2Constants;
import org.keycloak.common.util.Time;
import org.keycloak.events.Details;
import org.keycloak.models.ClientModel;
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

/**
 * Client credentials (RFC 6749 §4.4), except that in realms that enforce the policy, a client may request an
 * {@code audience} or {@code resource} if an {@link AudiencePermit} covers it. The token is for exactly that audience.
 *
 * <p>Overrides createTokenResponseBuilder, useRefreshToken and getSupportedMultivaluedRequestParameters: Keycloak ignores
 * {@code audience}, and has no hook between the client policies and the token. Read in Keycloak 26.7.4;
 * {@code ClientCredentialsPermitIT} fails if that changes.
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
        return new AudienceCredentialsGrant();
    }

    private static final class AudienceCredentialsGrant extends ClientCredentialsGrantType {

        @Override
        public Set<String> getSupportedMultivaluedRequestParameters() {
            return Set.of(OAuth2Constants.AUDIENCE, OAuth2Constants.RESOURCE);
        }

        /** A refreshed token would lose the limits. */
        @Override
        protected boolean useRefreshToken() {
            return !hasTarget() && super.useRefreshToken();
        }

        @Override
        protected AccessTokenResponseBuilder createTokenResponseBuilder(
                UserModel user,
                UserSessionModel userSession,
                ClientSessionContext clientSession,
                String scope,
                Function<AccessTokenResponseBuilder, ClientPolicyContext> policies) {
            if (!hasTarget()) {
                return super.createTokenResponseBuilder(user, userSession, clientSession, scope, policies);
            }
            List<AudiencePermit> permits = ClientCredentialsPermits.of(session).validIn(realm);
            Map<String, List<String>> targets = targets(permits);
            Optional<AudiencePermit> permit = permit(permits, targets.keySet());
            if (permit.isEmpty() && !isSingleResource()) {
                throw GrantRefusals.refuseTarget(event, cors);
            }
            AccessTokenResponseBuilder response =
                    super.createTokenResponseBuilder(user, userSession, clientSession, scope, policies);
            if (permit.isPresent()) {
                clientSession.setAttribute(OAuth2Constants.RESOURCE, null);
                limit(response.getAccessToken(), permit.get(), targets);
                event.detail(ExchangeEvent.PERMIT, permit.get().name());
                event.detail(Details.AUDIENCE, String.join(" ", targets.keySet()));
            } else {
                ResourceRestriction.turnOn(session);
            }
            return response;
        }

        /** Looks at the request as sent: Keycloak drops parameters that are too long, which are refused like unknown ones. */
        private boolean hasTarget() {
            return PolicyMode.of(realm) == PolicyMode.ENFORCED
                    && (sends(OAuth2Constants.AUDIENCE) || sends(OAuth2Constants.RESOURCE));
        }

        private boolean sends(String parameter) {
            return request.getDecodedFormParameters().containsKey(parameter);
        }

        /** Without a permit, a single resource is still possible if mappers add its audience. */
        private boolean isSingleResource() {
            return !sends(OAuth2Constants.AUDIENCE)
                    && values(OAuth2Constants.RESOURCE).size() == 1;
        }

        /** Returns the values of {@code aud} by requested client id; an unknown target is a client id that nobody has. */
        private Map<String, List<String>> targets(List<AudiencePermit> permits) {
            Map<String, List<String>> targets = new LinkedHashMap<>();
            ResourceClients clients = new ResourceClients(session);
            Set<String> permitted = permits.stream()
                    .flatMap(permit -> permit.audiences().stream())
                    .collect(Collectors.toSet());
            for (String resource : values(OAuth2Constants.RESOURCE)) {
                Optional<ClientModel> client = clients.find(resource, permitted);
                targets.put(
                        client.map(ClientModel::getClientId).orElse(""),
                        client.map(found -> ResourceClients.audience(resource, found))
                                .orElse(List.of()));
            }
            values(OAuth2Constants.AUDIENCE).forEach(audience -> targets.putIfAbsent(audience, List.of(audience)));
            return targets;
        }

        private Collection<String> values(String parameter) {
            return formParams.getOrDefault(parameter, List.of());
        }

        private Optional<AudiencePermit> permit(List<AudiencePermit> permits, Set<String> audiences) {
            boolean enabled = audiences.stream()
                    .map(realm::getClientByClientId)
                    .allMatch(audience -> audience != null && audience.isEnabled());
            return enabled ? AudiencePermit.find(permits, client.getClientId(), audiences) : Optional.empty();
        }

        private static void limit(AccessToken token, AudiencePermit permit, Map<String, List<String>> targets) {
            Set<String> audience = new LinkedHashSet<>();
            targets.values().forEach(audience::addAll);
            token.audience(audience.toArray(String[]::new));
            token.exp(Math.min(token.getExp(), Time.currentTimeSeconds() + permit.maxLifetime()));
            token.getResourceAccess().keySet().retainAll(targets.keySet());
        }
    }
}

package dev.oauth2notebook.keycloak.tokenexchange.map;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.oauth2notebook.keycloak.tokenexchange.mode.PolicyMode;
import dev.oauth2notebook.keycloak.tokenexchange.permits.ClientPolicies;
import dev.oauth2notebook.keycloak.tokenexchange.permits.ConfiguredPermits;
import dev.oauth2notebook.keycloak.tokenexchange.permits.KnownScopes;
import dev.oauth2notebook.keycloak.tokenexchange.permits.ParsedPermit;
import dev.oauth2notebook.keycloak.tokenexchange.permits.PermitKind;
import dev.oauth2notebook.keycloak.tokenexchange.permits.RealmPolicy;
import dev.oauth2notebook.keycloak.tokenexchange.usage.GrantHistory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.representations.idm.ClientPolicyRepresentation;
import org.keycloak.services.clientpolicy.ClientPolicyMode;
import org.keycloak.util.JsonSerialization;

/** Reads the {@link PermitMap} of a realm. */
public final class RealmPermitMap implements RealmClients {

    private final KeycloakSession session;
    private final RealmModel realm;

    public RealmPermitMap(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
    }

    /** Reads the permits, policies and clients of the realm, and its newest events. */
    public PermitMap read() {
        KnownScopes scopes = new KnownScopes(realm);
        Map<String, List<SelectingPolicy>> selecting = selecting(ClientPolicies.of(session, realm));
        List<PermitCandidate<?>> permits = new ArrayList<>();
        PermitKind.ALL.forEach(kind -> add(kind, scopes, selecting, permits));
        GrantHistory history = new GrantHistory(session, realm);
        boolean hasCredentialsPermits =
                permits.stream().anyMatch(permit -> permit.kind() == PermitKind.CLIENT_CREDENTIALS);
        return PermitMaps.create(
                PolicyMode.of(realm) == PolicyMode.ENFORCED,
                permits,
                this,
                history.exchanges(null, null, GrantHistory.MAX_EVENTS),
                hasCredentialsPermits ? history.credentials(null, null, GrantHistory.MAX_EVENTS) : null);
    }

    private <P> void add(
            PermitKind<P> kind,
            KnownScopes scopes,
            Map<String, List<SelectingPolicy>> selecting,
            List<PermitCandidate<?>> permits) {
        for (ParsedPermit<P> parsed : ConfiguredPermits.of(realm, kind)) {
            permits.add(new PermitCandidate<>(
                    kind, parsed, parsed.unknownScopes(scopes), selecting.getOrDefault(parsed.name(), List.of())));
        }
    }

    /** Returns the policies by the names of the profiles that they select. */
    private static Map<String, List<SelectingPolicy>> selecting(List<ClientPolicyRepresentation> policies) {
        Map<String, List<SelectingPolicy>> selecting = new HashMap<>();
        int position = 0;
        for (ClientPolicyRepresentation policy : policies) {
            for (String profile : orEmpty(policy.getProfiles())) {
                position++;
                selecting
                        .computeIfAbsent(profile, name -> new ArrayList<>())
                        .add(new SelectingPolicy(
                                policy.getName(),
                                Boolean.TRUE.equals(policy.isEnabled()),
                                ClientPolicyMode.STRICT.name().equalsIgnoreCase(policy.getMode()),
                                conditions(policy),
                                position));
            }
        }
        return selecting;
    }

    private static List<PolicyCondition> conditions(ClientPolicyRepresentation policy) {
        return orEmpty(policy.getConditions()).stream()
                .map(condition -> new PolicyCondition(
                        condition.getConditionProviderId(),
                        Objects.requireNonNullElse(
                                JsonSerialization.mapper.convertValue(
                                        condition.getConfiguration(), new TypeReference<Map<String, Object>>() {}),
                                Map.of())))
                .toList();
    }

    @Override
    public ClientState state(String clientId) {
        ClientModel client = realm.getClientByClientId(clientId);
        if (client == null) {
            return ClientState.MISSING;
        }
        if (!client.isEnabled()) {
            return ClientState.DISABLED;
        }
        return client.isPublicClient() ? ClientState.PUBLIC : ClientState.CONFIDENTIAL;
    }

    @Override
    public ProblemText obstacle(String clientId, PermitKind<?> kind) {
        ClientModel client = realm.getClientByClientId(clientId);
        if (kind == PermitKind.TOKEN_EXCHANGE) {
            return RealmPolicy.mayExchange(client) ? null : ProblemText.EXCHANGE_SWITCHED_OFF;
        }
        return client.isServiceAccountsEnabled() ? null : ProblemText.SERVICE_ACCOUNT_SWITCHED_OFF;
    }

    private static <T> List<T> orEmpty(List<T> list) {
        return list == null ? List.of() : list;
    }
}

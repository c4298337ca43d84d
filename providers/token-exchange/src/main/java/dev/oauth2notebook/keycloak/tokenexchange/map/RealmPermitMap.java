package dev.oauth2notebook.keycloak.tokenexchange.map;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.oauth2notebook.keycloak.tokenexchange.mode.PolicyMode;
import dev.oauth2notebook.keycloak.tokenexchange.permits.ClientPolicies;
import dev.oauth2notebook.keycloak.tokenexchange.permits.ConfiguredPermits;
import dev.oauth2notebook.keycloak.tokenexchange.permits.ParsedPermit;
import dev.oauth2notebook.keycloak.tokenexchange.permits.RealmPolicy;
import dev.oauth2notebook.keycloak.tokenexchange.usage.ExchangeHistory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.representations.idm.ClientPolicyRepresentation;
import org.keycloak.services.clientpolicy.ClientPolicyMode;
import org.keycloak.util.JsonSerialization;

/** Reads the {@link PermitMap} of a realm. */
public final class RealmPermitMap {

    private final KeycloakSession session;
    private final RealmModel realm;

    public RealmPermitMap(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
    }

    /** Reads the permits, policies and clients of the realm, and its newest exchanges. */
    public PermitMap read() {
        List<ParsedPermit> parsed = ConfiguredPermits.of(realm);
        Map<String, List<SelectingPolicy>> selecting = selecting(
                parsed.stream().map(ParsedPermit::name).collect(Collectors.toSet()), ClientPolicies.of(session, realm));
        List<PermitCandidate> permits = parsed.stream()
                .map(permit -> new PermitCandidate(permit, selecting.getOrDefault(permit.name(), List.of())))
                .toList();
        return PermitMaps.create(
                PolicyMode.of(realm) == PolicyMode.ENFORCED,
                permits,
                this::state,
                new ExchangeHistory(session, realm).read(null, null, ExchangeHistory.MAX_EVENTS));
    }

    /** Returns the policies that select each of some profiles. */
    private static Map<String, List<SelectingPolicy>> selecting(
            Set<String> profiles, List<ClientPolicyRepresentation> policies) {
        Map<String, List<SelectingPolicy>> selecting = new HashMap<>();
        int position = 0;
        for (ClientPolicyRepresentation policy : policies) {
            for (String profile : orEmpty(policy.getProfiles())) {
                position++;
                if (profiles.contains(profile)) {
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

    private ClientState state(String clientId) {
        ClientModel client = realm.getClientByClientId(clientId);
        if (client == null) {
            return ClientState.MISSING;
        }
        if (!client.isEnabled()) {
            return ClientState.DISABLED;
        }
        if (client.isPublicClient()) {
            return ClientState.PUBLIC;
        }
        return RealmPolicy.mayExchange(client) ? ClientState.WITH_EXCHANGE : ClientState.WITHOUT_EXCHANGE;
    }

    private static <T> List<T> orEmpty(List<T> list) {
        return list == null ? List.of() : list;
    }
}

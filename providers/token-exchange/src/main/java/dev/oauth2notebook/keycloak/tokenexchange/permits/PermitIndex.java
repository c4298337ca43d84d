package dev.oauth2notebook.keycloak.tokenexchange.permits;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.keycloak.representations.idm.ClientPoliciesRepresentation;
import org.keycloak.representations.idm.ClientPolicyConditionRepresentation;
import org.keycloak.representations.idm.ClientPolicyRepresentation;
import org.keycloak.representations.idm.ClientProfileRepresentation;
import org.keycloak.representations.idm.ClientProfilesRepresentation;
import org.keycloak.services.clientpolicy.ClientPolicyEvent;
import org.keycloak.services.clientpolicy.condition.AnyClientConditionFactory;
import org.keycloak.services.clientpolicy.condition.ClientAccessTypeConditionFactory;
import org.keycloak.services.clientpolicy.condition.ClientAttributesConditionFactory;
import org.keycloak.services.clientpolicy.condition.ClientProtocolConditionFactory;
import org.keycloak.services.clientpolicy.condition.ClientRolesConditionFactory;
import org.keycloak.services.clientpolicy.condition.ClientScopesConditionFactory;
import org.keycloak.services.clientpolicy.condition.GrantTypeConditionFactory;
import org.keycloak.util.JsonSerialization;

/**
 * The client policies and profiles of a realm, from which those are selected that may contribute to a request. Permits
 * for other requesters or another grant are left out, and policies that would only select such permits. What is left
 * keeps its order, so that the same permits are tried in the same order.
 *
 * @see ApplicablePolicies
 */
final class PermitIndex {

    /** A policy with any other condition is never left out: that condition could refuse the request. */
    private static final Set<String> CONDITIONS_THAT_ONLY_VOTE = Set.of(
            AnyClientConditionFactory.PROVIDER_ID,
            ClientAccessTypeConditionFactory.PROVIDER_ID,
            ClientAttributesConditionFactory.PROVIDER_ID,
            ClientProtocolConditionFactory.PROVIDER_ID,
            ClientRolesConditionFactory.PROVIDER_ID,
            ClientScopesConditionFactory.PROVIDER_ID,
            GrantTypeConditionFactory.PROVIDER_ID);

    private final Object id = new Object();

    private final List<ClientPolicyRepresentation> policies;

    /** By name; of several profiles with one name, Keycloak uses the first. */
    private final Map<String, IndexedProfile> profiles = new LinkedHashMap<>();

    /** Ids of all clients that a permit names as requesters. */
    private final Set<String> requesters = new HashSet<>();

    /** The permitted audiences at each event that an executor names. */
    private final Map<ClientPolicyEvent, Set<String>> audiences = new EnumMap<>(ClientPolicyEvent.class);

    /** Stands for all events that no executor names. */
    private final ClientPolicyEvent otherEvent;

    private PermitIndex(List<ClientPolicyRepresentation> policies, List<ClientProfileRepresentation> profiles) {
        this.policies = policies;
        profiles.forEach(
                profile -> this.profiles.putIfAbsent(Objects.toString(profile.getName()), IndexedProfile.of(profile)));
        for (IndexedProfile profile : this.profiles.values()) {
            for (IndexedExecutor executor : profile.executors()) {
                requesters.addAll(executor.requesters());
                for (ClientPolicyEvent event : executor.events()) {
                    audiences.computeIfAbsent(event, key -> new HashSet<>()).addAll(executor.audiences());
                }
            }
        }
        Set<ClientPolicyEvent> others = EnumSet.allOf(ClientPolicyEvent.class);
        others.removeAll(audiences.keySet());
        otherEvent = others.iterator().next();
    }

    /** Returns the index; {@code null} if the texts are not the JSON of policies and profiles. */
    static PermitIndex of(PolicyTexts texts) {
        try {
            List<ClientPolicyRepresentation> policies = JsonSerialization.readValue(
                            texts.policies(), ClientPoliciesRepresentation.class)
                    .getPolicies();
            List<ClientProfileRepresentation> profiles = JsonSerialization.readValue(
                            texts.profiles(), ClientProfilesRepresentation.class)
                    .getProfiles();
            return policies == null || profiles == null ? null : new PermitIndex(policies, profiles);
        } catch (IOException e) {
            return null;
        }
    }

    /** Returns what identifies this index, without referring to it. */
    Object id() {
        return id;
    }

    /** Returns the audiences of all permits that apply at an event, whoever the requester is. */
    Set<String> audiences(ClientPolicyEvent event) {
        return audiences.getOrDefault(event, Set.of());
    }

    /**
     * Returns a request for which the same is selected. Requesters that no permit names share one, and so do events that no
     * executor names.
     */
    PolicyRequest canonical(PolicyRequest request) {
        return new PolicyRequest(
                audiences.containsKey(request.event()) ? request.event() : otherEvent,
                requesters.contains(request.requester()) ? request.requester() : PolicyRequest.UNNAMED);
    }

    /**
     * Selects the policies and profiles that may contribute to a request. Profiles that no policy of the realm names may
     * be those of Keycloak's global policies.
     */
    PolicyTexts select(PolicyRequest request) {
        ClientPoliciesRepresentation selected = new ClientPoliciesRepresentation();
        selected.setPolicies(policies.stream()
                .filter(policy -> !mayBeLeftOut(policy, request))
                .map(policy -> reduced(policy, request))
                .toList());
        Set<String> names = new HashSet<>();
        selected.getPolicies().forEach(policy -> names.addAll(orEmpty(policy.getProfiles())));
        ClientProfilesRepresentation used = new ClientProfilesRepresentation();
        used.setProfiles(profiles.values().stream()
                .filter(profile -> names.contains(profile.name()) || profile.mayContributeTo(request))
                .map(profile -> profile.reducedTo(request))
                .toList());
        return new PolicyTexts(json(selected), json(used));
    }

    private boolean mayBeLeftOut(ClientPolicyRepresentation policy, PolicyRequest request) {
        return orEmpty(policy.getConditions()).stream()
                        .map(ClientPolicyConditionRepresentation::getConditionProviderId)
                        .allMatch(id -> id != null && CONDITIONS_THAT_ONLY_VOTE.contains(id))
                && orEmpty(policy.getProfiles()).stream().noneMatch(profile -> mayContribute(profile, request));
    }

    /** A profile that is not one of the realm may be one of Keycloak's own. */
    private boolean mayContribute(String profile, PolicyRequest request) {
        IndexedProfile indexed = profiles.get(profile);
        return indexed == null || indexed.mayContributeTo(request);
    }

    private ClientPolicyRepresentation reduced(ClientPolicyRepresentation policy, PolicyRequest request) {
        ClientPolicyRepresentation reduced = new ClientPolicyRepresentation();
        reduced.setName(policy.getName());
        reduced.setDescription(policy.getDescription());
        reduced.setEnabled(policy.isEnabled());
        reduced.setMode(policy.getMode());
        reduced.setConditions(policy.getConditions());
        reduced.setProfiles(orEmpty(policy.getProfiles()).stream()
                .filter(profile -> mayContribute(profile, request))
                .toList());
        return reduced;
    }

    private static <T> List<T> orEmpty(List<T> list) {
        return list == null ? List.of() : list;
    }

    private static String json(Object value) {
        try {
            return JsonSerialization.writeValueAsString(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

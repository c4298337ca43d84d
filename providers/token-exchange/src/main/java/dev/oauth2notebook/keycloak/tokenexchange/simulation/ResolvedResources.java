package dev.oauth2notebook.keycloak.tokenexchange.simulation;

import dev.oauth2notebook.keycloak.tokenexchange.permits.RequestedResources;
import dev.oauth2notebook.keycloak.tokenexchange.simulation.SimulationAnswer.EvaluatedResource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The resources of a described request (RFC 8707 §2).
 *
 * @param byResource the client ids for which they stand, by resource as sent, as in {@link RequestedResources}
 */
record ResolvedResources(Map<String, String> byResource) {

    ResolvedResources {
        byResource = new LinkedHashMap<>(byResource);
    }

    /** Returns whether each of the client ids of a request belongs to a client. */
    static boolean areKnown(Collection<String> clientIds) {
        return clientIds.stream().noneMatch(RequestedResources::isUnknown);
    }

    /** Returns the resources with their clients, for the answer. */
    List<EvaluatedResource> evaluated() {
        return byResource.entrySet().stream()
                .map(entry -> new EvaluatedResource(
                        entry.getKey(), RequestedResources.isUnknown(entry.getValue()) ? null : entry.getValue()))
                .toList();
    }

    /** Returns the resources that stand for some client ids of a request, as they were sent. */
    List<String> sentFor(Collection<String> clientIds) {
        return byResource.entrySet().stream()
                .filter(entry -> clientIds.contains(entry.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }
}

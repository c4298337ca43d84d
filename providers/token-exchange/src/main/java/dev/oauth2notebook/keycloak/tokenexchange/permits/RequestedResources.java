package dev.oauth2notebook.keycloak.tokenexchange.permits;

import dev.oauth2notebook.keycloak.tokenexchange.decision.Permit;
import dev.oauth2notebook.keycloak.tokenexchange.resources.ResourceClients;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;

/** The resources of an exchange (RFC 8707 §2), and the audiences of the realm's permits for which they stand. */
final class RequestedResources {

    private final Map<String, Optional<ClientModel>> clients = new LinkedHashMap<>();

    /**
     * @param resources the values of {@code resource}
     * @param permits the permits that may grant the exchange
     */
    RequestedResources(KeycloakSession session, List<String> resources, List<Permit> permits) {
        if (!resources.isEmpty()) {
            Set<String> audiences = permits.stream()
                    .flatMap(permit -> permit.audiences().stream())
                    .collect(Collectors.toSet());
            ResourceClients known = new ResourceClients(session);
            resources.forEach(resource -> clients.put(resource, known.find(resource, audiences)));
        }
    }

    /** Returns the client ids for which the resources stand; an unknown resource as it is, which no permit allows. */
    List<String> clientIds() {
        return clients.entrySet().stream()
                .map(entry -> entry.getValue().map(ClientModel::getClientId).orElse(entry.getKey()))
                .toList();
    }

    /** Returns the resources that a token has in {@code aud} in addition to the client ids. */
    List<String> inAudience() {
        return clients.entrySet().stream()
                .filter(entry -> entry.getValue()
                        .filter(client ->
                                ResourceClients.audience(entry.getKey(), client).contains(entry.getKey()))
                        .isPresent())
                .map(Map.Entry::getKey)
                .toList();
    }
}

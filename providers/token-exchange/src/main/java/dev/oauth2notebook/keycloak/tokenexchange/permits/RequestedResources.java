package dev.oauth2notebook.keycloak.tokenexchange.permits;

import dev.oauth2notebook.keycloak.tokenexchange.resources.ResourceClients;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;

/** The resources of a request (RFC 8707 §2), and the audiences of the realm's permits for which they stand. */
public final class RequestedResources {

    /** No client id in a permit begins with it: {@link PermitValues} strips them. */
    private static final String UNKNOWN = " ";

    private final ResourceClients known;
    private final Map<String, Optional<ClientModel>> clients = new LinkedHashMap<>();

    /**
     * Looks the resources up among the audiences of permits.
     *
     * @param <P> kind of the permits
     * @param resources the values of {@code resource}
     * @param permits the permits that may grant the request
     * @param audiences returns the audiences of a permit
     */
    public <P> RequestedResources(
            KeycloakSession session,
            List<String> resources,
            List<P> permits,
            Function<P, ? extends Collection<String>> audiences) {
        this.known = new ResourceClients(session);
        if (!resources.isEmpty()) {
            Set<String> possible = permits.stream()
                    .flatMap(permit -> audiences.apply(permit).stream())
                    .collect(Collectors.toSet());
            resources.forEach(resource -> clients.put(resource, known.find(resource, possible)));
        }
    }

    /**
     * Looks those that stand for no such audience up among all clients of the realm, to explain what a permit would need.
     */
    public RequestedResources orOfAnyClient() {
        clients.replaceAll((resource, client) -> client.or(() -> known.find(resource)));
        return this;
    }

    /** Returns the client ids for which the resources stand, in order; for the others, values that no permit allows. */
    public List<String> clientIds() {
        return byResource().values().stream().toList();
    }

    /** Returns each resource as sent, with its value in {@link #clientIds}. */
    public Map<String, String> byResource() {
        Map<String, String> ids = new LinkedHashMap<>();
        clients.forEach((resource, client) ->
                ids.put(resource, client.map(ClientModel::getClientId).orElse(UNKNOWN + resource)));
        return ids;
    }

    /** Returns whether a value in {@link #clientIds} belongs to a resource that stands for no client, or for several. */
    public static boolean isUnknown(String clientId) {
        return clientId.startsWith(UNKNOWN);
    }

    /** Returns the resources that a token has in {@code aud} in addition to the client ids. */
    public List<String> inAudience() {
        return clients.entrySet().stream()
                .filter(entry -> entry.getValue()
                        .filter(client ->
                                ResourceClients.audience(entry.getKey(), client).contains(entry.getKey()))
                        .isPresent())
                .map(Map.Entry::getKey)
                .toList();
    }
}

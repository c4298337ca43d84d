package dev.oauth2notebook.keycloak.tokenexchange.resources;

import dev.oauth2notebook.keycloak.common.ProtectedApi;
import dev.oauth2notebook.keycloak.tokenexchange.decision.ResourceIndicator;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.protocol.oidc.resourceindicators.ResourceIndicatorConstants;
import org.keycloak.representations.AccessToken;
import org.keycloak.services.resource.RealmResourceProvider;

/**
 * Finds the client that a resource (RFC 8707 §2) stands for. A resource is the client's attribute {@code resource_url}, as
 * in Keycloak's experimental feature; a URL of the realm's {@link ProtectedApi}; {@code urn:client:} and a client id; or a
 * client id that is a URI. URIs are compared as texts.
 */
public final class ResourceClients {

    /** Keycloak cannot search clients by this attribute, so only smaller realms are searched for unknown resources. */
    private static final int MAX_SEARCHED = 1000;

    private final KeycloakSession session;
    private final RealmModel realm;

    public ResourceClients(KeycloakSession session) {
        this.session = session;
        this.realm = session.getContext().getRealm();
    }

    /**
     * Finds the client of a resource among possible audiences.
     *
     * @param audiences the audiences that may be issued; those that are not client ids are ignored
     * @return empty if the resource is malformed, stands for none of the clients, several, or a disabled one, or is the
     *     client id of another client
     */
    public Optional<ClientModel> find(String resource, Collection<String> audiences) {
        return single(resource, clients(audiences));
    }

    /** Returns whether one of the resources stands for several of the possible audiences. */
    public boolean areAmbiguous(Collection<String> resources, Collection<String> audiences) {
        List<ClientModel> clients = clients(audiences).toList();
        return resources.stream()
                .distinct()
                .anyMatch(resource -> matching(resource, clients.stream()).size() > 1);
    }

    /** Finds the client of a resource among the audiences of a token. */
    public Optional<ClientModel> find(String resource, AccessToken token) {
        return find(resource, token.getAudience() == null ? List.of() : List.of(token.getAudience()));
    }

    /**
     * Finds the client of a resource among all clients, at most {@value #MAX_SEARCHED} of them.
     *
     * @return empty as for the other method, and in realms with more clients
     */
    public Optional<ClientModel> find(String resource) {
        return searched().flatMap(clients -> single(resource, clients.stream()));
    }

    /** Returns whether a resource may stand for a client. In a realm with many clients, any well-formed one may. */
    boolean mayExist(String resource) {
        return searched()
                .map(clients -> single(resource, clients.stream()).isPresent())
                .orElseGet(() -> ResourceIndicator.isValid(resource));
    }

    /** Returns all clients of the realm; empty if there are too many. */
    private Optional<List<ClientModel>> searched() {
        List<ClientModel> clients = realm.getClientsStream(0, MAX_SEARCHED + 1).toList();
        return clients.size() > MAX_SEARCHED ? Optional.empty() : Optional.of(clients);
    }

    /**
     * Returns the audience of a token for a resource: the resource itself, for services that expect their own URI, and
     * the client id, for those that know their client. They are one party.
     */
    public static List<String> audience(String resource, ClientModel client) {
        return resource.equals(urn(client)) || resource.equals(client.getClientId())
                ? List.of(client.getClientId())
                : List.of(resource, client.getClientId());
    }

    private Stream<ClientModel> clients(Collection<String> ids) {
        return ids.stream().distinct().map(realm::getClientByClientId).filter(Objects::nonNull);
    }

    private List<ClientModel> matching(String resource, Stream<ClientModel> clients) {
        if (!ResourceIndicator.isValid(resource)) {
            return List.of();
        }
        Optional<String> api = apiAudience(resource);
        return clients.filter(client ->
                        resource.equals(client.getAttribute(ResourceIndicatorConstants.CLIENT_RESOURCE_URL_ATTRIBUTE))
                                || resource.equals(urn(client))
                                || resource.equals(client.getClientId())
                                || api.filter(client.getClientId()::equals).isPresent())
                .toList();
    }

    private Optional<ClientModel> single(String resource, Stream<ClientModel> clients) {
        List<ClientModel> found = matching(resource, clients);
        return found.size() == 1
                ? Optional.of(found.get(0)).filter(client -> client.isEnabled() && !isIdOfOther(resource, client))
                : Optional.empty();
    }

    /** A token for the resource would also be for the client that has it as client id. */
    private boolean isIdOfOther(String resource, ClientModel client) {
        return !resource.equals(client.getClientId()) && realm.getClientByClientId(resource) != null;
    }

    private Optional<String> apiAudience(String resource) {
        RealmResourceProvider provider = session.getProvider(RealmResourceProvider.class, ProtectedApi.ID);
        return provider != null && provider.getResource() instanceof ProtectedApi api
                ? api.audienceOf(resource)
                : Optional.empty();
    }

    private static String urn(ClientModel client) {
        return ResourceIndicatorConstants.URN_CLIENT_PREFIX + client.getClientId();
    }
}

package dev.oauth2notebook.keycloak.tokenexchange.permits;

import dev.oauth2notebook.keycloak.tokenexchange.resources.ResourceExecutor;
import dev.oauth2notebook.keycloak.tokenexchange.resources.ResourceExecutorFactory;
import java.util.Set;
import java.util.function.Function;
import org.keycloak.representations.idm.ClientPolicyExecutorRepresentation;
import org.keycloak.services.clientpolicy.ClientPolicyEvent;
import org.keycloak.util.JsonSerialization;

/**
 * An executor of a client profile, and to which requests it may contribute.
 *
 * @param executor the executor
 * @param events the only events at which it does anything; empty: any event
 * @param requesters ids of the only clients for which it does anything; empty: any client
 * @param audiences the audiences that it permits; empty if it is not a permit
 */
record IndexedExecutor(
        ClientPolicyExecutorRepresentation executor,
        Set<ClientPolicyEvent> events,
        Set<String> requesters,
        Set<String> audiences) {

    static IndexedExecutor of(ClientPolicyExecutorRepresentation executor) {
        String id = executor.getExecutorProviderId();
        if (PermitExecutorFactory.ID.equals(id)) {
            return permit(executor, PermitExecutor.EVENT, PermitConfig.class, PermitConfig::scope);
        }
        if (ClientCredentialsPermitExecutorFactory.ID.equals(id)) {
            return permit(
                    executor,
                    ClientCredentialsPermitExecutor.EVENT,
                    ClientCredentialsPermitConfig.class,
                    ClientCredentialsPermitConfig::scope);
        }
        if (ResourceExecutorFactory.ID.equals(id)) {
            return new IndexedExecutor(executor, ResourceExecutor.EVENTS, Set.of(), Set.of());
        }
        return unlimited(executor);
    }

    private static <C> IndexedExecutor permit(
            ClientPolicyExecutorRepresentation executor,
            ClientPolicyEvent event,
            Class<C> type,
            Function<C, PermitScope> reader) {
        try {
            C config = JsonSerialization.mapper.convertValue(executor.getConfiguration(), type);
            if (config == null) {
                return unlimited(executor);
            }
            PermitScope scope = reader.apply(config);
            return new IndexedExecutor(executor, Set.of(event), scope.requesters(), scope.audiences());
        } catch (IllegalArgumentException e) {
            return unlimited(executor); // Keycloak cannot read it either, and then refuses the request.
        }
    }

    private static IndexedExecutor unlimited(ClientPolicyExecutorRepresentation executor) {
        return new IndexedExecutor(executor, Set.of(), Set.of(), Set.of());
    }

    boolean mayContributeTo(PolicyRequest request) {
        return (events.isEmpty() || events.contains(request.event()))
                && (requesters.isEmpty() || requesters.contains(request.requester()));
    }
}

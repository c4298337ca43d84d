package dev.oauth2notebook.keycloak.tokenexchange.permits;

import java.util.Set;
import java.util.function.Function;
import org.keycloak.representations.idm.ClientPolicyExecutorRepresentation;
import org.keycloak.services.clientpolicy.ClientPolicyEvent;
import org.keycloak.util.JsonSerialization;

/**
 * An executor of a client profile, and to which requests it may contribute.
 *
 * @param executor the executor
 * @param event the only event at which it does anything; {@code null} if that may be any event
 * @param requesters ids of the only clients for which it does anything; empty: any client
 * @param audiences the audiences that it permits; empty if it is not a permit
 */
record IndexedExecutor(
        ClientPolicyExecutorRepresentation executor,
        ClientPolicyEvent event,
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
            return new IndexedExecutor(executor, event, scope.requesters(), scope.audiences());
        } catch (IllegalArgumentException e) {
            return unlimited(executor); // Keycloak cannot read it either, and then refuses the request.
        }
    }

    private static IndexedExecutor unlimited(ClientPolicyExecutorRepresentation executor) {
        return new IndexedExecutor(executor, null, Set.of(), Set.of());
    }

    boolean mayContributeTo(PolicyRequest request) {
        return event == null
                || event == request.event() && (requesters.isEmpty() || requesters.contains(request.requester()));
    }
}

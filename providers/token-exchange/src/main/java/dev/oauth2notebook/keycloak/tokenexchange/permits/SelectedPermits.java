package dev.oauth2notebook.keycloak.tokenexchange.permits;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.clientpolicy.ClientPolicyContext;
import org.keycloak.services.clientpolicy.ClientPolicyException;

/**
 * The permits that Keycloak's client policies select for a request that nobody has sent.
 *
 * @param <P> kind of the permits
 */
public final class SelectedPermits<P> {

    private final PermitKind<P> kind;
    private final List<P> permits;
    private final Set<Map<String, Object>> settings;

    private SelectedPermits(PermitKind<P> kind, List<P> permits) {
        this.kind = kind;
        this.permits = permits;
        this.settings = permits.stream().map(kind::settings).collect(Collectors.toSet());
    }

    /**
     * Evaluates the client policies of the current realm, including their other executors.
     *
     * @param <P> kind of the permits
     * @param session session of another request
     * @param kind kind of the permits
     * @param request the described request
     * @throws ClientPolicyException if another executor refuses the request
     */
    public static <P> SelectedPermits<P> collect(
            KeycloakSession session, PermitKind<P> kind, ClientPolicyContext request) throws ClientPolicyException {
        ApplicablePolicies.evaluateAll(session, request);
        return new SelectedPermits<>(kind, Permits.of(session, kind).valid());
    }

    /** Returns the valid permits in the order in which they are tried. */
    public List<P> permits() {
        return permits;
    }

    /** Returns whether a permit is among them. The name is ignored: two profiles may have the same permit. */
    public boolean include(ParsedPermit<P> permit) {
        return permit.permit() != null && settings.contains(kind.settings(permit.permit()));
    }
}

package dev.oauth2notebook.keycloak.tokenexchange.permits;

import dev.oauth2notebook.keycloak.tokenexchange.decision.Permit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.TokenExchangeContext;
import org.keycloak.services.clientpolicy.ClientPolicyException;

/** The permits that Keycloak's client policies select for an exchange that nobody has requested. */
public final class SelectedPermits {

    private final List<Permit> permits;
    private final Set<Map<String, Object>> settings;

    private SelectedPermits(List<Permit> permits) {
        this.permits = permits;
        this.settings = permits.stream().map(PermitSettings::of).collect(Collectors.toSet());
    }

    /**
     * Evaluates the client policies of the current realm, including their other executors.
     *
     * @param session session of a request that is not itself an exchange
     * @param exchange the described exchange
     * @throws ClientPolicyException if another executor refuses the exchange
     */
    public static SelectedPermits collect(KeycloakSession session, TokenExchangeContext exchange)
            throws ClientPolicyException {
        ApplicablePolicies.evaluateAll(session, exchange);
        return new SelectedPermits(
                Permits.of(session).validIn(session.getContext().getRealm()));
    }

    /** Returns the valid permits in the order in which they are tried. */
    public List<Permit> permits() {
        return permits;
    }

    /** Returns whether a permit is among them. The name is ignored: two profiles may have the same permit. */
    public boolean include(ParsedPermit permit) {
        return permit.permit() != null && settings.contains(PermitSettings.of(permit.permit()));
    }
}

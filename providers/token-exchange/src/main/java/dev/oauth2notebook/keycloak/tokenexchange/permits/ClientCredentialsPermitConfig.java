package dev.oauth2notebook.keycloak.tokenexchange.permits;

import dev.oauth2notebook.keycloak.tokenexchange.decision.AudiencePermit;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;
import org.keycloak.representations.idm.ClientPolicyExecutorConfigurationRepresentation;
import org.keycloak.services.ErrorResponse;
import org.keycloak.utils.KeycloakSessionUtil;

/**
 * The configuration of a permit for client credentials in a client profile. Keycloak deserializes it for
 * {@link ClientCredentialsPermitExecutor}.
 */
public final class ClientCredentialsPermitConfig extends ClientPolicyExecutorConfigurationRepresentation {

    static final String REQUESTERS = "requesters";
    static final String AUDIENCES = "audiences";
    static final String MAX_LIFETIME = "max-lifetime";

    private static final Set<String> KEYS = Set.of(REQUESTERS, AUDIENCES, MAX_LIFETIME);

    private static final Logger LOG = Logger.getLogger(ClientCredentialsPermitConfig.class);

    /**
     * Called by Keycloak when client profiles are saved or imported. Whether the clients exist is checked by
     * {@link ParsedAudiencePermit#problemsIn}, because they may be imported after the profiles, or deleted later.
     *
     * @return {@code true}
     * @throws jakarta.ws.rs.WebApplicationException with status 400 if a key or value is invalid
     */
    @Override
    public boolean validateConfig() {
        List<String> problems = parse("").problems();
        if (!problems.isEmpty()) {
            String message = "Client-credentials permit: " + String.join("; ", problems);
            if (HttpRequests.isCurrent(KeycloakSessionUtil.getKeycloakSession())) {
                throw ErrorResponse.error(message, Response.Status.BAD_REQUEST);
            }
            LOG.warnf("%s. It grants nothing until that is fixed.", message);
        }
        return true;
    }

    PermitScope scope() {
        AudiencePermit permit = parse("").permit();
        return permit == null ? PermitScope.INVALID : new PermitScope(permit.requesters(), permit.audiences());
    }

    /**
     * Parses the permit without checking whether its clients exist.
     *
     * @param name name that the permit gets
     */
    ParsedAudiencePermit parse(String name) {
        PermitValues values = new PermitValues(getConfigAsMap());
        List<String> problems = values.problems();
        getConfigAsMap().keySet().stream()
                .filter(key -> !KEYS.contains(key))
                .sorted()
                .forEach(key -> problems.add("'" + key + "' is not a key of a client-credentials permit"));
        Set<String> requesters = values.list(REQUESTERS);
        Set<String> audiences = values.required(AUDIENCES);
        int maxLifetime = values.positive(MAX_LIFETIME, (int) AudiencePermit.DEFAULT_MAX_LIFETIME);
        AudiencePermit permit =
                problems.isEmpty() ? new AudiencePermit(name, requesters, audiences, maxLifetime) : null;
        return new ParsedAudiencePermit(name, problems, permit);
    }
}

package dev.oauth2notebook.keycloak.tokenexchange.permits;

import dev.oauth2notebook.keycloak.tokenexchange.decision.AudiencePermit;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.keycloak.models.RealmModel;
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
     * {@link #permitIn}, because they may be imported after the profiles, or deleted later.
     *
     * @return {@code true}
     * @throws jakarta.ws.rs.WebApplicationException with status 400 if a key or value is invalid
     */
    @Override
    public boolean validateConfig() {
        PermitValues values = new PermitValues(getConfigAsMap());
        read("", values);
        if (!values.problems().isEmpty()) {
            String message = "Client-credentials permit: " + String.join("; ", values.problems());
            if (HttpRequests.isCurrent(KeycloakSessionUtil.getKeycloakSession())) {
                throw ErrorResponse.error(message, Response.Status.BAD_REQUEST);
            }
            LOG.warnf("%s. It grants nothing until that is fixed.", message);
        }
        return true;
    }

    /**
     * Returns the permit. One that is invalid, or that names a client that does not exist, is logged and grants nothing.
     *
     * @param name name that the permit gets
     */
    Optional<AudiencePermit> permitIn(RealmModel realm, String name) {
        PermitValues values = new PermitValues(getConfigAsMap());
        Optional<AudiencePermit> permit = Optional.ofNullable(read(name, values));
        permit.ifPresent(valid -> Stream.concat(valid.requesters().stream(), valid.audiences().stream())
                .filter(id -> realm.getClientByClientId(id) == null)
                .forEach(id -> values.problems().add("there is no client '" + id + "' in this realm")));
        if (!values.problems().isEmpty()) {
            LOG.warnf(
                    "The client-credentials permit '%s' grants nothing: %s",
                    name, String.join("; ", values.problems()));
            return Optional.empty();
        }
        return permit;
    }

    /** Returns the permit; {@code null} if there are problems. */
    private AudiencePermit read(String name, PermitValues values) {
        getConfigAsMap().keySet().stream()
                .filter(key -> !KEYS.contains(key))
                .sorted()
                .forEach(key -> values.problems().add("'" + key + "' is not a key of a client-credentials permit"));
        Set<String> requesters = values.list(REQUESTERS);
        Set<String> audiences = values.required(AUDIENCES);
        int maxLifetime = values.positive(MAX_LIFETIME, (int) AudiencePermit.DEFAULT_MAX_LIFETIME);
        return values.problems().isEmpty() ? new AudiencePermit(name, requesters, audiences, maxLifetime) : null;
    }
}

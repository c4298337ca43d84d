package dev.oauth2notebook.keycloak.tokenexchange.permits;

import dev.oauth2notebook.keycloak.tokenexchange.decision.AudiencePermit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.keycloak.representations.idm.ClientPolicyExecutorConfigurationRepresentation;

/**
 * The configuration of a permit for client credentials in a client profile. Keycloak deserializes it for
 * {@link ClientCredentialsPermitExecutor}. Its keys are among those of {@link PermitConfig}.
 */
public final class ClientCredentialsPermitConfig extends ClientPolicyExecutorConfigurationRepresentation
        implements PermitConfiguration<AudiencePermit> {

    private static final Set<String> KEYS =
            Set.of(PermitConfig.REQUESTERS, PermitConfig.AUDIENCES, PermitConfig.SCOPES, PermitConfig.MAX_LIFETIME);

    /**
     * Called by Keycloak when client profiles are saved or imported.
     *
     * @return {@code true}
     * @throws jakarta.ws.rs.WebApplicationException with status 400 if the saved configuration has new problems
     * @see PermitValidation
     */
    @Override
    public boolean validateConfig() {
        PermitValidation.validate(PermitKind.CLIENT_CREDENTIALS, this);
        return true;
    }

    PermitScope scope() {
        AudiencePermit permit = parse("").permit();
        return permit == null ? PermitScope.INVALID : new PermitScope(permit.requesters(), permit.audiences());
    }

    @Override
    public ParsedPermit<AudiencePermit> parse(String name) {
        PermitValues values = new PermitValues(getConfigAsMap());
        List<String> problems = values.problems();
        getConfigAsMap().keySet().stream()
                .filter(key -> !KEYS.contains(key))
                .sorted()
                .forEach(key -> problems.add("'" + key + "' is not a key of a client-credentials permit"));
        Set<String> requesters = values.list(PermitConfig.REQUESTERS);
        Set<String> audiences = values.required(PermitConfig.AUDIENCES);
        Set<String> scopes = values.list(PermitConfig.SCOPES);
        int maxLifetime = values.positive(PermitConfig.MAX_LIFETIME, (int) AudiencePermit.DEFAULT_MAX_LIFETIME);
        Map<String, Set<String>> clients = new LinkedHashMap<>();
        clients.put(PermitConfig.REQUESTERS, requesters);
        clients.put(PermitConfig.AUDIENCES, audiences);
        AudiencePermit permit =
                problems.isEmpty() ? new AudiencePermit(name, requesters, audiences, scopes, maxLifetime) : null;
        return new ParsedPermit<>(name, clients, scopes, Set.of(), problems, permit);
    }
}

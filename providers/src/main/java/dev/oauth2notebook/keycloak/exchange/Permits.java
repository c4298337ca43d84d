package dev.oauth2notebook.keycloak.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import dev.oauth2notebook.keycloak.exchange.decision.Permit;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.representations.idm.ClientProfileRepresentation;
import org.keycloak.services.clientpolicy.ClientPolicyException;
import org.keycloak.util.JsonSerialization;

/** The permits that client policies have collected for the current request, in the order of the policies. */
final class Permits {

    private static final Logger LOG = Logger.getLogger(Permits.class);

    private final List<PermitConfig> configs = new ArrayList<>();

    private Permits() {}

    /** Returns the permits of the current request, none at first. */
    static Permits of(KeycloakSession session) {
        Permits permits = session.getAttribute(Permits.class.getName(), Permits.class);
        if (permits == null) {
            permits = new Permits();
            session.setAttribute(Permits.class.getName(), permits);
        }
        return permits;
    }

    void add(PermitConfig config) {
        configs.add(config);
    }

    /**
     * Reads the permits. One that is wrong is logged and left out: it grants nothing.
     *
     * @throws ClientPolicyException if Keycloak cannot read the realm's profiles
     */
    List<Permit> read(KeycloakSession session) throws ClientPolicyException {
        if (configs.isEmpty()) {
            return List.of();
        }
        RealmModel realm = session.getContext().getRealm();
        List<ClientProfileRepresentation> profiles =
                session.clientPolicy().getClientProfiles(realm, true).getProfiles();
        List<Permit> permits = new ArrayList<>();
        for (PermitConfig config : configs) {
            String name = nameOf(config, profiles);
            List<String> problems = new ArrayList<>();
            config.permit(name, realm, problems)
                    .ifPresentOrElse(
                            permits::add,
                            () -> LOG.warnf(
                                    "The token-exchange permit '%s' grants nothing: %s",
                                    name, String.join("; ", problems)));
        }
        return permits;
    }

    /** Keycloak does not tell an executor the profile that it is part of. */
    private static String nameOf(PermitConfig config, List<ClientProfileRepresentation> profiles) {
        JsonNode configuration = JsonSerialization.mapper.valueToTree(config.getConfigAsMap());
        return profiles.stream()
                .filter(profile -> profile.getExecutors() != null
                        && profile.getExecutors().stream()
                                .anyMatch(executor -> PermitExecutorFactory.ID.equals(executor.getExecutorProviderId())
                                        && configuration.equals(executor.getConfiguration())))
                .map(ClientProfileRepresentation::getName)
                .findFirst()
                .orElse("unnamed");
    }
}

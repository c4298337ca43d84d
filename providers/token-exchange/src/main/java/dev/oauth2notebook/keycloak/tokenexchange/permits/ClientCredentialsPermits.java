package dev.oauth2notebook.keycloak.tokenexchange.permits;

import dev.oauth2notebook.keycloak.tokenexchange.decision.AudiencePermit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.representations.idm.ClientPolicyExecutorRepresentation;
import org.keycloak.representations.idm.ClientProfileRepresentation;
import org.keycloak.services.clientpolicy.ClientPolicyException;
import org.keycloak.util.JsonSerialization;

/**
 * The permits for client credentials that client policies have collected for the current request, in the order of the
 * policies. {@link ClientCredentialsPermitExecutor} adds them to an attribute of the {@link KeycloakSession}.
 */
public final class ClientCredentialsPermits {

    private final List<ClientCredentialsPermitConfig> configs = new ArrayList<>();

    private ClientCredentialsPermits() {}

    /** Returns the permits of the current request. */
    public static ClientCredentialsPermits of(KeycloakSession session) {
        String attribute = ClientCredentialsPermits.class.getName();
        ClientCredentialsPermits permits = session.getAttribute(attribute, ClientCredentialsPermits.class);
        if (permits == null) {
            permits = new ClientCredentialsPermits();
            session.setAttribute(attribute, permits);
        }
        return permits;
    }

    void add(ClientCredentialsPermitConfig config) {
        configs.add(config);
    }

    /** Returns the valid permits, each with the name of the first profile that has its configuration. */
    public List<AudiencePermit> valid(KeycloakSession session) {
        RealmModel realm = session.getContext().getRealm();
        List<ClientProfileRepresentation> profiles = configs.isEmpty() ? List.of() : profiles(session, realm);
        return configs.stream()
                .flatMap(config -> config.permitIn(realm, name(config, profiles)).stream())
                .toList();
    }

    private static List<ClientProfileRepresentation> profiles(KeycloakSession session, RealmModel realm) {
        try {
            return session.clientPolicy().getClientProfiles(realm, false).getProfiles();
        } catch (ClientPolicyException e) {
            throw new IllegalStateException("The client profiles of the realm are invalid", e);
        }
    }

    private static String name(ClientCredentialsPermitConfig config, List<ClientProfileRepresentation> profiles) {
        return profiles.stream()
                .filter(profile -> profile.getExecutors() != null
                        && profile.getExecutors().stream().anyMatch(executor -> isOf(executor, config)))
                .map(ClientProfileRepresentation::getName)
                .findFirst()
                .orElse("unnamed");
    }

    private static boolean isOf(ClientPolicyExecutorRepresentation executor, ClientCredentialsPermitConfig config) {
        return ClientCredentialsPermitExecutorFactory.ID.equals(executor.getExecutorProviderId())
                && Objects.equals(
                        JsonSerialization.mapper
                                .convertValue(executor.getConfiguration(), ClientCredentialsPermitConfig.class)
                                .getConfigAsMap(),
                        config.getConfigAsMap());
    }
}

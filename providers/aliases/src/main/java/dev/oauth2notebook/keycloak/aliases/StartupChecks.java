package dev.oauth2notebook.keycloak.aliases;

import dev.oauth2notebook.keycloak.common.DevelopmentSecret;
import dev.oauth2notebook.keycloak.common.EndpointOptions;
import dev.oauth2notebook.keycloak.common.EndpointPages;
import dev.oauth2notebook.keycloak.common.LocalServer;
import org.jboss.logging.Logger;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/** Logs warnings about misconfiguration at startup. Never prevents the server from starting. */
final class StartupChecks {

    private static final Logger LOG = Logger.getLogger(StartupChecks.class);

    private final EndpointOptions options;

    StartupChecks(EndpointOptions options) {
        this.options = options;
    }

    void run(KeycloakSessionFactory factory) {
        if (!options.pageRealms().isEmpty() && factory.getProviderFactory(EndpointPages.class) == null) {
            LOG.warn("The option page-realms has no effect because the jar with the pages is not installed.");
        }
        KeycloakModelUtils.runJobInTransaction(factory, session -> {
            RealmModel realm = session.realms().getRealmByName(options.rootRealm());
            if (realm == null) {
                LOG.warnf(
                        "The realm '%s' of the option root-realm does not exist: the aliases at the server root return"
                                + " 404 until it is created or imported.",
                        options.rootRealm());
            } else {
                warnAboutDevelopmentSecrets(realm);
            }
        });
    }

    private void warnAboutDevelopmentSecrets(RealmModel realm) {
        if (!LocalServer.hasPublicHostname()) {
            return;
        }
        var clients = realm.getClientsStream()
                .filter(DevelopmentSecret::isSecretOf)
                .map(ClientModel::getClientId)
                .sorted()
                .toList();
        if (!clients.isEmpty()) {
            LOG.warnf(
                    "The clients %s of realm '%s' still use their development secrets on the public hostname '%s'."
                            + " Replace these secrets.",
                    clients, realm.getName(), LocalServer.hostname());
        }
    }
}

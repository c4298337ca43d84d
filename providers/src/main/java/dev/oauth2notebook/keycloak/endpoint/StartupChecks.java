package dev.oauth2notebook.keycloak.endpoint;

import dev.oauth2notebook.keycloak.page.DevelopmentSecret;
import org.jboss.logging.Logger;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/** Says at start-up what an operator should mend; never stops the server. */
final class StartupChecks {

    private static final Logger LOG = Logger.getLogger(StartupChecks.class);

    private final String rootRealm;

    StartupChecks(String rootRealm) {
        this.rootRealm = rootRealm;
    }

    void run(KeycloakSessionFactory factory) {
        KeycloakModelUtils.runJobInTransaction(factory, session -> {
            RealmModel realm = session.realms().getRealmByName(rootRealm);
            if (realm == null) {
                LOG.warnf(
                        "The realm '%s' of the option root-realm does not exist: the aliases at the server root answer"
                                + " 404 until it is created or imported.",
                        rootRealm);
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
                    "The clients %s of realm '%s' have their development secrets on the public hostname '%s'."
                            + " Give each a secret of its own.",
                    clients, realm.getName(), LocalServer.hostname());
        }
    }
}

package dev.oauth2notebook.keycloak.endpoint;

import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import org.keycloak.Config;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/** Says at start-up what an operator should mend; never stops the server. */
final class StartupChecks {

    /** How the secrets end that the shipped realm file falls back to. */
    private static final String DEVELOPMENT_SECRET = "-development-secret";

    private static final Set<String> LOCAL_HOSTS = Set.of("localhost", "127.0.0.1", "[::1]", "::1");
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
        String hostname = Config.scope("hostname", "v2").get("hostname");
        if (hostname == null || LOCAL_HOSTS.contains(host(hostname))) {
            return;
        }
        var clients = realm.getClientsStream()
                .filter(StartupChecks::hasDevelopmentSecret)
                .map(ClientModel::getClientId)
                .sorted()
                .toList();
        if (!clients.isEmpty()) {
            LOG.warnf(
                    "The clients %s of realm '%s' have their development secrets on the public hostname '%s'."
                            + " Give each a secret of its own.",
                    clients, realm.getName(), hostname);
        }
    }

    private static boolean hasDevelopmentSecret(ClientModel client) {
        return !client.isPublicClient()
                && client.getSecret() != null
                && client.getSecret().endsWith(DEVELOPMENT_SECRET);
    }

    /** Keycloak takes a bare host name or a full URL. */
    private static String host(String hostname) {
        return hostname.contains("://")
                ? Optional.ofNullable(URI.create(hostname).getHost()).orElse(hostname)
                : hostname;
    }
}

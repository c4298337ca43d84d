package dev.oauth2notebook.keycloak.tokenexchange.simulation;

import java.util.List;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** Looks up the clients and users that a description names. */
final class NamedParties {

    private final KeycloakSession session;
    private final RealmModel realm;

    NamedParties(KeycloakSession session) {
        this.session = session;
        this.realm = session.getContext().getRealm();
    }

    /**
     * Returns a client.
     *
     * @param field field of the description with the client id
     * @throws InvalidDescription if the id is {@code null}, or there is no such client
     */
    ClientModel client(String field, String clientId) {
        if (clientId == null || clientId.isBlank()) {
            throw new InvalidDescription(field, "a client id is required");
        }
        ClientModel client = realm.getClientByClientId(clientId);
        if (client == null) {
            throw new InvalidDescription(field, "there is no client '" + clientId + "' in this realm");
        }
        return client;
    }

    /** Checks that clients exist. */
    void requireClients(String field, List<String> clientIds) {
        clientIds.forEach(id -> client(field, id));
    }

    /**
     * Returns a user by name or id, or the service account of a client.
     *
     * @param field field of the description with the user
     * @param user name or id; {@code null} for the service account
     * @param client the client that has the service account
     * @throws InvalidDescription if there is no such user or account
     */
    UserModel user(String field, String user, ClientModel client) {
        UserModel found;
        if (user == null || user.isBlank()) {
            found = client.isServiceAccountsEnabled() ? session.users().getServiceAccount(client) : null;
            if (found == null) {
                throw new InvalidDescription(
                        field, "a user is required: the client '" + client.getClientId() + "' has no service account");
            }
            return found;
        }
        found = session.users().getUserByUsername(realm, user);
        if (found == null) {
            found = session.users().getUserById(realm, user);
        }
        if (found == null) {
            throw new InvalidDescription(field, "there is no user '" + user + "' in this realm");
        }
        return found;
    }
}

package dev.oauth2notebook.keycloak.explorer.owner;

import dev.oauth2notebook.keycloak.explorer.hashing.KeyedHash;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;

/**
 * The user who registered a client, stored in an attribute of the client. Whoever may update the client can change its
 * attributes, so the attribute is authenticated by a hash with a key of the realm: a value that this class did not
 * write, or wrote for another client, is ignored.
 */
public final class ClientOwner {

    /** The attribute: id of the user, a dot, and the hash. */
    static final String ATTRIBUTE = "explorer.registered-by";

    private static final String PURPOSE = "oauth2-notebook explorer owner of a client";

    private ClientOwner() {}

    /**
     * Returns who registered a client.
     *
     * @param session session of the current request, whose realm has the client
     * @param client a client
     * @return id of the user, who may no longer exist; empty if it is not known
     */
    public static Optional<String> of(KeycloakSession session, ClientModel client) {
        String value = client.getAttribute(ATTRIBUTE);
        int dot = value == null ? -1 : value.indexOf('.');
        if (dot < 0) {
            return Optional.empty();
        }
        String user = value.substring(0, dot);
        return KeyedHash.allOf(session, client.getRealm(), PURPOSE)
                        .anyMatch(hash -> isEqual(value, attribute(hash, client, user)))
                ? Optional.of(user)
                : Optional.empty();
    }

    /** Records who registered a client. */
    static void record(KeycloakSession session, ClientModel client, UserModel user) {
        KeyedHash hash = KeyedHash.of(session, client.getRealm(), PURPOSE);
        client.setAttribute(ATTRIBUTE, attribute(hash, client, user.getId()));
    }

    private static String attribute(KeyedHash hash, ClientModel client, String user) {
        return user + "." + HexFormat.of().formatHex(hash.hash(client.getId() + " " + user));
    }

    private static boolean isEqual(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}

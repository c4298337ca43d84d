package dev.oauth2notebook.keycloak.explorer.recording;

import dev.oauth2notebook.keycloak.explorer.hashing.KeyedHash;
import java.util.HexFormat;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * Hashes the values by which requests of one flow are recognised, such as an authorization code. The hashes are keyed,
 * so that nobody can find a value by brute force.
 */
final class LinkHashes {

    private static final String PURPOSE = "oauth2-notebook explorer links";
    private static final int BYTES = 8;

    private final KeyedHash hash;

    /** @param hash hash function that is used for nothing else */
    LinkHashes(KeyedHash hash) {
        this.hash = hash;
    }

    /**
     * Returns the hashes of a realm.
     *
     * @param session session of the current request
     * @param realm a realm
     */
    static LinkHashes of(KeycloakSession session, RealmModel realm) {
        return new LinkHashes(KeyedHash.of(session, realm, PURPOSE));
    }

    /**
     * Returns the link for a value.
     *
     * @param type what the value is, for example {@code code}
     * @param value the value
     */
    String link(String type, String value) {
        return type + ":" + HexFormat.of().formatHex(hash.hash(type + ":" + value), 0, BYTES);
    }
}

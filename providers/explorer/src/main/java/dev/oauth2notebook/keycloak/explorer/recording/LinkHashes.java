package dev.oauth2notebook.keycloak.explorer.recording;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.keycloak.crypto.Algorithm;
import org.keycloak.crypto.KeyUse;
import org.keycloak.crypto.KeyWrapper;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * Hashes the values by which requests of one flow are recognized, such as an authorization code. The hashes are keyed,
 * so that nobody can find a value by trying, and the key is derived from a key of the realm, so that all nodes of a
 * cluster get the same hashes without exchanging anything.
 */
final class LinkHashes {

    private static final String HMAC = "HmacSHA256";
    private static final byte[] PURPOSE = "oauth2-notebook explorer links".getBytes(StandardCharsets.UTF_8);
    private static final int BYTES = 8;

    private final SecretKey key;

    /** @param key key for HMAC-SHA-256 that is used for nothing else */
    LinkHashes(byte[] key) {
        this.key = new SecretKeySpec(key, HMAC);
    }

    /**
     * Returns the hashes of a realm.
     *
     * @param session session of the current request
     * @param realm a realm; Keycloak creates its key for HMAC if there is none
     */
    static LinkHashes of(KeycloakSession session, RealmModel realm) {
        KeyWrapper signing = session.keys().getActiveKey(realm, KeyUse.SIG, Algorithm.HS512);
        return new LinkHashes(hmac(signing.getSecretKey(), PURPOSE));
    }

    /**
     * Returns the link for a value.
     *
     * @param type what the value is, for example {@code code}
     * @param value the value
     */
    String link(String type, String value) {
        byte[] hash = hmac(key, (type + ":" + value).getBytes(StandardCharsets.UTF_8));
        return type + ":" + HexFormat.of().formatHex(hash, 0, BYTES);
    }

    private static byte[] hmac(SecretKey key, byte[] text) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            return mac.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}

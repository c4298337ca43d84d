package dev.oauth2notebook.keycloak.explorer.hashing;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.keycloak.crypto.Algorithm;
import org.keycloak.crypto.KeyUse;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * HMAC-SHA-256 with a key that is derived from a key of the realm for one purpose, so that all nodes of a cluster
 * compute the same hashes without communicating, and nobody else can compute them.
 */
public final class KeyedHash {

    private static final String HMAC = "HmacSHA256";

    private final SecretKey key;

    /** @param key key for HMAC-SHA-256 that is used for nothing else */
    public KeyedHash(byte[] key) {
        this.key = new SecretKeySpec(key, HMAC);
    }

    /**
     * Returns the hash function of a realm.
     *
     * @param session session of the current request
     * @param realm a realm; Keycloak creates its key for HMAC if there is none
     * @param purpose what the hashes are used for; with another purpose, the same text has another hash
     */
    public static KeyedHash of(KeycloakSession session, RealmModel realm, String purpose) {
        return derived(
                session.keys().getActiveKey(realm, KeyUse.SIG, Algorithm.HS512).getSecretKey(), purpose);
    }

    /**
     * Returns the hash functions for all keys that the realm accepts, which include those that have been replaced but
     * not yet disabled.
     *
     * @param session session of the current request
     * @param realm a realm
     * @param purpose as for {@link #of}
     */
    public static Stream<KeyedHash> allOf(KeycloakSession session, RealmModel realm, String purpose) {
        return session.keys()
                .getKeysStream(realm, KeyUse.SIG, Algorithm.HS512)
                .map(accepted -> derived(accepted.getSecretKey(), purpose));
    }

    /** Returns the hash of a text, 32 bytes. */
    public byte[] hash(String text) {
        return hmac(key, text);
    }

    private static KeyedHash derived(SecretKey key, String purpose) {
        return new KeyedHash(hmac(key, purpose));
    }

    private static byte[] hmac(SecretKey key, String text) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}

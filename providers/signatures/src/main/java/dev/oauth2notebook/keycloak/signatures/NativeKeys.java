package dev.oauth2notebook.keycloak.signatures;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Scheduler;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.keycloak.crypto.KeyWrapper;

/**
 * A cache of realm keys for one algorithm, converted to keys of the native library.
 *
 * <p>A key is converted when it is first used and cached for as long as Keycloak keeps the original object, which its
 * realm cache discards on every node when a key is rotated, disabled or removed. A key is evicted earlier if it is idle
 * or the cache is full. A key that is evicted during a signature remains valid until that signature is complete.
 *
 * @see JwsAlgorithm#translate
 */
public final class NativeKeys {

    /** Maximum number of private keys and of public keys in the cache. */
    static final int MAX_KEYS = 1000;

    /** Time after which an unused key is evicted. */
    static final Duration MAX_IDLE_TIME = Duration.ofMinutes(10);

    private static final Logger LOG = Logger.getLogger(NativeKeys.class);

    private final JwsAlgorithm algorithm;
    private final Provider library;
    private final Cache<Key, Optional<PrivateKey>> privateKeys = cache();
    private final Cache<Key, Optional<PublicKey>> publicKeys = cache();
    private final Cache<String, Boolean> loggedKeys =
            Caffeine.newBuilder().maximumSize(MAX_KEYS).build();

    /**
     * @param algorithm algorithm of the keys
     * @param library the native library, or {@code null} if it is not used
     */
    public NativeKeys(JwsAlgorithm algorithm, Provider library) {
        this.algorithm = algorithm;
        this.library = library;
    }

    /**
     * Returns the native private key for a realm key. If there is none, logs the reason once for each key.
     *
     * @param key key of a realm
     * @return empty if Keycloak's own provider must use the key
     */
    public Optional<PrivateKey> privateKey(KeyWrapper key) {
        return cached(
                privateKeys, key.getPrivateKey(), key, original -> algorithm.translate((PrivateKey) original, library));
    }

    /**
     * Returns the native public key for a realm key. If there is none, logs the reason once for each key.
     *
     * @param key key of a realm
     * @return empty if Keycloak's own provider must use the key
     */
    public Optional<PublicKey> publicKey(KeyWrapper key) {
        return cached(
                publicKeys, key.getPublicKey(), key, original -> algorithm.translate((PublicKey) original, library));
    }

    /**
     * Converts a public key that does not belong to a realm. The result is not cached, because each request may have a
     * new key.
     *
     * @param key any key
     * @return empty if Keycloak's own provider must use the key
     */
    public Optional<PublicKey> foreignPublicKey(KeyWrapper key) {
        try {
            return Optional.of(algorithm.translate((PublicKey) key.getPublicKey(), library));
        } catch (GeneralSecurityException | RuntimeException e) {
            return Optional.empty();
        }
    }

    private <K> Optional<K> cached(
            Cache<Key, Optional<K>> cache, Key original, KeyWrapper key, Translation<K> translation) {
        return original == null
                ? Optional.empty()
                : cache.get(original, absent -> {
                    try {
                        return Optional.of(translation.of(absent));
                    } catch (GeneralSecurityException | RuntimeException e) {
                        logOnce(key, e);
                        return Optional.empty();
                    }
                });
    }

    private void logOnce(KeyWrapper key, Exception reason) {
        if (loggedKeys.asMap().putIfAbsent(String.valueOf(key.getKid()), true) == null) {
            LOG.infof(
                    "Keycloak's own provider uses the key %s for %s: %s.",
                    key.getKid(), algorithm, reason.getMessage());
        }
    }

    private static <K> Cache<Key, Optional<K>> cache() {
        // Weak keys are compared by identity: equals() of a private key would encode its secret.
        return Caffeine.newBuilder()
                .weakKeys()
                .maximumSize(MAX_KEYS)
                .expireAfterAccess(MAX_IDLE_TIME)
                .scheduler(Scheduler.systemScheduler())
                .build();
    }

    private interface Translation<K> {
        K of(Key original) throws GeneralSecurityException;
    }
}

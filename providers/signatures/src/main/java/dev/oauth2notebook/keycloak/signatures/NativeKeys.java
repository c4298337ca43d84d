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
 * The realms' keys of one algorithm, as the native library has them.
 *
 * <p>A key is translated at its first use and then kept for as long as Keycloak keeps the original object: its realm
 * cache drops that, on every node, when a key is rotated, disabled or removed. Unused keys are dropped before that, and
 * so are those that are too many. What is dropped while it signs stays valid until it has signed.
 */
public final class NativeKeys {

    /** How many private and how many public keys are kept at most. */
    static final int MOST = 1000;

    /** How long a key is kept without use. */
    static final Duration IDLE = Duration.ofMinutes(10);

    private static final Logger LOG = Logger.getLogger(NativeKeys.class);

    private final JwsAlgorithm algorithm;
    private final Provider library;
    private final Cache<Key, Optional<PrivateKey>> privateKeys = cache();
    private final Cache<Key, Optional<PublicKey>> publicKeys = cache();
    private final Cache<String, Boolean> explained =
            Caffeine.newBuilder().maximumSize(MOST).build();

    public NativeKeys(JwsAlgorithm algorithm, Provider library) {
        this.algorithm = algorithm;
        this.library = library;
    }

    /** Returns the translated private key of a realm, or nothing if it has to sign as it is; then says why, once. */
    public Optional<PrivateKey> privateKey(KeyWrapper key) {
        return kept(
                privateKeys, key.getPrivateKey(), key, original -> algorithm.translate((PrivateKey) original, library));
    }

    /** Returns the translated public key of a realm, or nothing if it has to verify as it is. */
    public Optional<PublicKey> publicKey(KeyWrapper key) {
        return kept(
                publicKeys, key.getPublicKey(), key, original -> algorithm.translate((PublicKey) original, library));
    }

    /** Translates a public key that is not a realm's, and does not keep it: such keys may be new in every request. */
    public Optional<PublicKey> foreignPublicKey(KeyWrapper key) {
        try {
            return Optional.of(algorithm.translate((PublicKey) key.getPublicKey(), library));
        } catch (GeneralSecurityException | RuntimeException e) {
            return Optional.empty();
        }
    }

    private <K> Optional<K> kept(
            Cache<Key, Optional<K>> cache, Key original, KeyWrapper key, Translation<K> translation) {
        return original == null
                ? Optional.empty()
                : cache.get(original, absent -> {
                    try {
                        return Optional.of(translation.of(absent));
                    } catch (GeneralSecurityException | RuntimeException e) {
                        explain(key, e);
                        return Optional.empty();
                    }
                });
    }

    private void explain(KeyWrapper key, Exception reason) {
        if (explained.asMap().putIfAbsent(String.valueOf(key.getKid()), true) == null) {
            LOG.infof(
                    "The key %s is left to Keycloak's own %s provider: %s.",
                    key.getKid(), algorithm, reason.getMessage());
        }
    }

    private static <K> Cache<Key, Optional<K>> cache() {
        // Weak keys are compared by identity: equals() of a private key would encode its secret.
        return Caffeine.newBuilder()
                .weakKeys()
                .maximumSize(MOST)
                .expireAfterAccess(IDLE)
                .scheduler(Scheduler.systemScheduler())
                .build();
    }

    private interface Translation<K> {
        K of(Key original) throws GeneralSecurityException;
    }
}

package dev.oauth2notebook.keycloak.signatures;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.keycloak.crypto.KeyWrapper;

class NativeKeysTest {

    private static final NativeLibrary LIBRARY = NativeLibrary.load(false);

    private final NativeKeys keys = keys(JwsAlgorithm.RS256);

    @Test
    void keyIsConvertedOnce() {
        KeyWrapper key = Keys.of(JwsAlgorithm.RS256);
        assertThat(keys.privateKey(key).orElseThrow())
                .isSameAs(keys.privateKey(key).orElseThrow())
                .isNotSameAs(key.getPrivateKey());
        assertThat(keys.publicKey(key).orElseThrow())
                .isSameAs(keys.publicKey(key).orElseThrow());
    }

    /** Keycloak's realm cache discards a key that is rotated, disabled or removed. */
    @Test
    void nativeKeyIsDiscardedWithTheOriginal() {
        KeyWrapper key = Keys.of(JwsAlgorithm.RS256);
        WeakReference<PrivateKey> nativeKey =
                new WeakReference<>(keys.privateKey(key).orElseThrow());
        key.setPrivateKey(null);

        Instant deadline = Instant.now().plus(Duration.ofSeconds(30));
        while (nativeKey.get() != null && Instant.now().isBefore(deadline)) {
            System.gc();
            keys.privateKey(Keys.of(JwsAlgorithm.RS256)); // any access makes the cache clean up
        }
        assertThat(nativeKey.get()).isNull();
    }

    @Test
    void cacheIsBounded() {
        KeyWrapper[] many = new KeyWrapper[NativeKeys.MAX_KEYS + 200];
        KeyPair pair = Keys.ec("secp256r1");
        NativeKeys ecKeys = keys(JwsAlgorithm.ES256);
        List<WeakReference<PrivateKey>> nativeKeys = new ArrayList<>();
        for (int i = 0; i < many.length; i++) {
            many[i] = Keys.of(JwsAlgorithm.ES256, Keys.copy(pair));
            nativeKeys.add(new WeakReference<>(ecKeys.privateKey(many[i]).orElseThrow()));
        }
        Instant deadline = Instant.now().plus(Duration.ofSeconds(30));
        while (alive(nativeKeys) > NativeKeys.MAX_KEYS && Instant.now().isBefore(deadline)) {
            System.gc();
        }
        assertThat(alive(nativeKeys)).isLessThanOrEqualTo(NativeKeys.MAX_KEYS).isPositive();
        assertThat(many).doesNotContainNull();
    }

    @ParameterizedTest
    @EnumSource
    void keyThatCannotBeExportedIsNotConverted(JwsAlgorithm algorithm) {
        KeyWrapper key = Keys.notExportable(algorithm);
        assertThat(keys(algorithm).privateKey(key)).isEmpty();
        assertThat(keys(algorithm).publicKey(key)).isPresent();
    }

    @Test
    void keyOnAnotherCurveIsNotConverted() {
        KeyWrapper key = Keys.of(JwsAlgorithm.ES256, Keys.ec("secp384r1"));
        assertThat(keys(JwsAlgorithm.ES256).privateKey(key)).isEmpty();
        assertThat(keys(JwsAlgorithm.ES256).publicKey(key)).isEmpty();
        assertThat(keys(JwsAlgorithm.ES256).foreignPublicKey(key)).isEmpty();
    }

    @Test
    void publicKeyWithoutPrivateKeyIsConverted() {
        KeyWrapper key = Keys.of(JwsAlgorithm.RS256);
        key.setPrivateKey(null);
        assertThat(keys.privateKey(key)).isEmpty();
        assertThat(keys.publicKey(key)).isPresent();
    }

    @Test
    void foreignKeysAreNotCached() {
        KeyWrapper key = Keys.of(JwsAlgorithm.RS256);
        assertThat(keys.foreignPublicKey(key).orElseThrow())
                .isNotSameAs(keys.foreignPublicKey(key).orElseThrow());
    }

    private static long alive(List<WeakReference<PrivateKey>> nativeKeys) {
        return nativeKeys.stream().filter(reference -> reference.get() != null).count();
    }

    private static NativeKeys keys(JwsAlgorithm algorithm) {
        return new NativeKeys(algorithm, LIBRARY.provider());
    }
}

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
    void keyIsTranslatedOnce() {
        KeyWrapper key = Keys.of(JwsAlgorithm.RS256);
        assertThat(keys.privateKey(key).orElseThrow())
                .isSameAs(keys.privateKey(key).orElseThrow())
                .isNotSameAs(key.getPrivateKey());
        assertThat(keys.publicKey(key).orElseThrow())
                .isSameAs(keys.publicKey(key).orElseThrow());
    }

    /** What Keycloak's realm cache does with a key that is rotated, disabled or removed. */
    @Test
    void translatedKeyGoesWithTheKeyThatKeycloakDrops() {
        KeyWrapper key = Keys.of(JwsAlgorithm.RS256);
        WeakReference<PrivateKey> translated =
                new WeakReference<>(keys.privateKey(key).orElseThrow());
        key.setPrivateKey(null);

        Instant deadline = Instant.now().plus(Duration.ofSeconds(30));
        while (translated.get() != null && Instant.now().isBefore(deadline)) {
            System.gc();
            keys.privateKey(Keys.of(JwsAlgorithm.RS256)); // any use lets the cache look
        }
        assertThat(translated.get()).isNull();
    }

    @Test
    void noMoreKeysThanTheBoundAreKept() {
        KeyWrapper[] many = new KeyWrapper[NativeKeys.MOST + 200];
        KeyPair pair = Keys.ec("secp256r1");
        NativeKeys ecKeys = keys(JwsAlgorithm.ES256);
        List<WeakReference<PrivateKey>> translated = new ArrayList<>();
        for (int i = 0; i < many.length; i++) {
            many[i] = Keys.of(JwsAlgorithm.ES256, Keys.copy(pair));
            translated.add(new WeakReference<>(ecKeys.privateKey(many[i]).orElseThrow()));
        }
        Instant deadline = Instant.now().plus(Duration.ofSeconds(30));
        while (alive(translated) > NativeKeys.MOST && Instant.now().isBefore(deadline)) {
            System.gc();
        }
        assertThat(alive(translated)).isLessThanOrEqualTo(NativeKeys.MOST).isPositive();
        assertThat(many).doesNotContainNull();
    }

    @ParameterizedTest
    @EnumSource
    void keyInADeviceIsLeftToKeycloak(JwsAlgorithm algorithm) {
        KeyWrapper key = Keys.inDevice(algorithm);
        assertThat(keys(algorithm).privateKey(key)).isEmpty();
        assertThat(keys(algorithm).publicKey(key)).isPresent();
    }

    @Test
    void keyOnAnotherCurveIsLeftToKeycloak() {
        KeyWrapper key = Keys.of(JwsAlgorithm.ES256, Keys.ec("secp384r1"));
        assertThat(keys(JwsAlgorithm.ES256).privateKey(key)).isEmpty();
        assertThat(keys(JwsAlgorithm.ES256).publicKey(key)).isEmpty();
        assertThat(keys(JwsAlgorithm.ES256).foreignPublicKey(key)).isEmpty();
    }

    @Test
    void keyThatHasOnlyItsPublicHalfIsLeftToKeycloak() {
        KeyWrapper key = Keys.of(JwsAlgorithm.RS256);
        key.setPrivateKey(null);
        assertThat(keys.privateKey(key)).isEmpty();
        assertThat(keys.publicKey(key)).isPresent();
    }

    @Test
    void strangersKeysAreNotKept() {
        KeyWrapper key = Keys.of(JwsAlgorithm.RS256);
        assertThat(keys.foreignPublicKey(key).orElseThrow())
                .isNotSameAs(keys.foreignPublicKey(key).orElseThrow());
    }

    private static long alive(List<WeakReference<PrivateKey>> translated) {
        return translated.stream().filter(reference -> reference.get() != null).count();
    }

    private static NativeKeys keys(JwsAlgorithm algorithm) {
        return new NativeKeys(algorithm, LIBRARY.provider());
    }
}

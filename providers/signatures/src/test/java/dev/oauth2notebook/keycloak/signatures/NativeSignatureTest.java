package dev.oauth2notebook.keycloak.signatures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.util.Base64URL;
import dev.oauth2notebook.keycloak.signatures.overrides.NativeSignatureProvider;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.keycloak.common.VerificationException;
import org.keycloak.crypto.AsymmetricSignatureProvider;
import org.keycloak.crypto.ECDSASignatureProvider;
import org.keycloak.crypto.KeyWrapper;
import org.keycloak.crypto.SignatureException;
import org.keycloak.crypto.SignatureProvider;

/** Checks that the native library is interoperable with the JDK and with Nimbus, in both directions. */
class NativeSignatureTest {

    private static final byte[] DATA = "header.payload".getBytes(StandardCharsets.US_ASCII);

    private static NativeLibrary library;

    @BeforeAll
    static void loadLibrary() {
        library = NativeLibrary.load(false);
        assertThat(library.isUsable()).as(library.description()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void jdkVerifiesSignatureOfTheLibrary(JwsAlgorithm algorithm) throws Exception {
        KeyWrapper key = Keys.of(algorithm);
        Signature verifier = jdk(algorithm);
        verifier.initVerify((PublicKey) key.getPublicKey());
        verifier.update(DATA);
        assertThat(verifier.verify(sign(algorithm, key))).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void libraryVerifiesSignatureOfTheJdk(JwsAlgorithm algorithm) throws Exception {
        KeyWrapper key = Keys.of(algorithm);
        Signature signer = jdk(algorithm);
        signer.initSign((PrivateKey) key.getPrivateKey());
        signer.update(DATA);
        assertThat(provider(algorithm).verifier(key).verify(DATA, signer.sign()))
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void nimbusVerifiesSignatureOfTheLibrary(JwsAlgorithm algorithm) throws Exception {
        KeyWrapper key = Keys.of(algorithm);
        JWSHeader header = new JWSHeader(JWSAlgorithm.parse(algorithm.name()));
        Base64URL signature = Base64URL.encode(sign(algorithm, key));
        boolean valid = key.getPublicKey() instanceof ECPublicKey ec
                ? new ECDSAVerifier(ec).verify(header, DATA, signature)
                : new RSASSAVerifier((RSAPublicKey) key.getPublicKey()).verify(header, DATA, signature);
        assertThat(valid).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void libraryVerifiesSignatureOfNimbus(JwsAlgorithm algorithm) throws Exception {
        KeyWrapper key = Keys.of(algorithm);
        JWSObject jws = new JWSObject(new JWSHeader(JWSAlgorithm.parse(algorithm.name())), new Payload("{}"));
        jws.sign(
                key.getPrivateKey() instanceof ECPrivateKey ec
                        ? new ECDSASigner(ec)
                        : new RSASSASigner((PrivateKey) key.getPrivateKey()));
        assertThat(provider(algorithm)
                        .verifier(key)
                        .verify(jws.getSigningInput(), jws.getSignature().decode()))
                .isTrue();
    }

    /** Keycloak's other providers need a running server: see SigningIT. */
    @ParameterizedTest
    @EnumSource(names = "RS.*", mode = EnumSource.Mode.MATCH_ALL)
    void libraryIsInteroperableWithKeycloaksProvider(JwsAlgorithm algorithm) throws Exception {
        KeyWrapper key = Keys.of(algorithm);
        SignatureProvider original = keycloakProvider(algorithm);
        assertThat(original.verifier(key).verify(DATA, sign(algorithm, key))).isTrue();
        assertThat(provider(algorithm)
                        .verifier(key)
                        .verify(DATA, original.signer(key).sign(DATA)))
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void signatureOfOtherDataOrKeyIsInvalid(JwsAlgorithm algorithm) throws Exception {
        KeyWrapper key = Keys.of(algorithm);
        byte[] signature = sign(algorithm, key);
        byte[] changed = signature.clone();
        changed[changed.length / 2] ^= 1;
        byte[] otherData = DATA.clone();
        otherData[0] ^= 1;

        assertThat(accepts(algorithm, key, DATA, changed)).isFalse();
        assertThat(accepts(algorithm, key, otherData, signature)).isFalse();
        assertThat(accepts(algorithm, Keys.of(algorithm), DATA, signature)).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void malformedSignatureIsInvalid(JwsAlgorithm algorithm) throws Exception {
        KeyWrapper key = Keys.of(algorithm);
        byte[] signature = sign(algorithm, key);
        for (byte[] malformed : new byte[][] {
            {},
            {0},
            Arrays.copyOf(signature, signature.length - 1),
            Arrays.copyOf(signature, signature.length + 1),
            new byte[signature.length], // for ECDSA, r = s = 0
            new byte[4096]
        }) {
            assertThat(accepts(algorithm, key, DATA, malformed)).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void keyForAnotherAlgorithmIsRejected(JwsAlgorithm algorithm) {
        JwsAlgorithm other = JwsAlgorithm.values()[(algorithm.ordinal() + 1) % JwsAlgorithm.values().length];
        assertThatThrownBy(() -> provider(algorithm).signer(Keys.of(other))).isInstanceOf(SignatureException.class);
        assertThatThrownBy(() -> provider(algorithm).verifier(Keys.of(other)))
                .isInstanceOf(VerificationException.class);
    }

    /** RFC 7518 §3.4: R and S are each padded to the size of the curve's field. */
    @Test
    void ecdsaSignaturesHaveAFixedLength() throws Exception {
        KeyWrapper key = Keys.of(JwsAlgorithm.ES512);
        for (int i = 0; i < 300; i++) {
            assertThat(sign(JwsAlgorithm.ES512, key)).hasSize(132);
        }
    }

    private static boolean accepts(JwsAlgorithm algorithm, KeyWrapper key, byte[] data, byte[] signature) {
        try {
            return provider(algorithm).verifier(key).verify(data, signature);
        } catch (VerificationException e) {
            return false;
        }
    }

    private static byte[] sign(JwsAlgorithm algorithm, KeyWrapper key) {
        return provider(algorithm).signer(key).sign(DATA);
    }

    private static SignatureProvider provider(JwsAlgorithm algorithm) {
        NativeKeys keys = new NativeKeys(algorithm, library.provider());
        return new NativeSignatureProvider(null, keycloakProvider(algorithm), algorithm, library.provider(), keys);
    }

    private static SignatureProvider keycloakProvider(JwsAlgorithm algorithm) {
        return algorithm.name().startsWith("ES")
                ? new ECDSASignatureProvider(null, algorithm.name())
                : new AsymmetricSignatureProvider(null, algorithm.name());
    }

    private static Signature jdk(JwsAlgorithm algorithm) throws Exception {
        String bits = algorithm.name().substring(2);
        switch (algorithm.name().substring(0, 2)) {
            case "RS":
                return Signature.getInstance("SHA" + bits + "withRSA", "SunRsaSign");
            case "ES":
                return Signature.getInstance("SHA" + bits + "withECDSAinP1363Format", "SunEC");
            default:
                Signature pss = Signature.getInstance("RSASSA-PSS", "SunRsaSign");
                String hash = "SHA-" + bits;
                pss.setParameter(
                        new PSSParameterSpec(hash, "MGF1", new MGF1ParameterSpec(hash), Integer.parseInt(bits) / 8, 1));
                return pss;
        }
    }
}

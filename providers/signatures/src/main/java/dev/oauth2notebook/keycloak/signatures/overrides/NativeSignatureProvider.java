package dev.oauth2notebook.keycloak.signatures.overrides;

import dev.oauth2notebook.keycloak.signatures.JwsAlgorithm;
import dev.oauth2notebook.keycloak.signatures.NativeKeys;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.util.Optional;
import org.keycloak.common.VerificationException;
import org.keycloak.crypto.AsymmetricSignatureSignerContext;
import org.keycloak.crypto.AsymmetricSignatureVerifierContext;
import org.keycloak.crypto.KeyUse;
import org.keycloak.crypto.KeyWrapper;
import org.keycloak.crypto.SignatureException;
import org.keycloak.crypto.SignatureProvider;
import org.keycloak.crypto.SignatureSignerContext;
import org.keycloak.crypto.SignatureVerifierContext;
import org.keycloak.models.KeycloakSession;

/**
 * Signs and verifies through the native library, and through Keycloak's own provider where a key is not for it.
 *
 * <p>Overrides sign and verify of the signature contexts: Keycloak's contexts sign with the JDK. Read in Keycloak 26.7.4; {@code SigningIT} fails if that changes.
 */
public final class NativeSignatureProvider implements SignatureProvider {

    private final KeycloakSession session;
    private final SignatureProvider keycloaks;
    private final JwsAlgorithm algorithm;
    private final Provider library;
    private final NativeKeys keys;

    public NativeSignatureProvider(
            KeycloakSession session,
            SignatureProvider keycloaks,
            JwsAlgorithm algorithm,
            Provider library,
            NativeKeys keys) {
        this.session = session;
        this.keycloaks = keycloaks;
        this.algorithm = algorithm;
        this.library = library;
        this.keys = keys;
    }

    @Override
    public SignatureSignerContext signer() throws SignatureException {
        return signer(session.keys().getActiveKey(session.getContext().getRealm(), KeyUse.SIG, algorithm.name()));
    }

    @Override
    public SignatureSignerContext signer(KeyWrapper key) throws SignatureException {
        SignatureSignerContext own = keycloaks.signer(key); // checks the key's type and algorithm
        return keys.privateKey(key)
                .<SignatureSignerContext>map(translated -> new Signer(key, translated))
                .orElse(own);
    }

    @Override
    public SignatureVerifierContext verifier(String kid) throws VerificationException {
        KeyWrapper key = session.keys().getKey(session.getContext().getRealm(), kid, KeyUse.SIG, algorithm.name());
        return key == null ? keycloaks.verifier(kid) : verifier(key, keys.publicKey(key));
    }

    @Override
    public SignatureVerifierContext verifier(KeyWrapper key) throws VerificationException {
        return verifier(key, keys.foreignPublicKey(key));
    }

    private SignatureVerifierContext verifier(KeyWrapper key, Optional<PublicKey> translated)
            throws VerificationException {
        SignatureVerifierContext own = keycloaks.verifier(key); // checks the key's type and algorithm
        return translated
                .<SignatureVerifierContext>map(publicKey -> new Verifier(key, publicKey))
                .orElse(own);
    }

    @Override
    public boolean isAsymmetricAlgorithm() {
        return true;
    }

    private final class Signer extends AsymmetricSignatureSignerContext {

        private final PrivateKey translated;

        Signer(KeyWrapper key, PrivateKey translated) {
            super(key);
            this.translated = translated;
        }

        @Override
        public byte[] sign(byte[] data) throws SignatureException {
            try {
                return algorithm.sign(data, translated, library);
            } catch (GeneralSecurityException | RuntimeException e) {
                throw new SignatureException("Signing failed", e);
            }
        }
    }

    private final class Verifier extends AsymmetricSignatureVerifierContext {

        private final PublicKey translated;

        Verifier(KeyWrapper key, PublicKey translated) {
            super(key);
            this.translated = translated;
        }

        @Override
        public boolean verify(byte[] data, byte[] signature) throws VerificationException {
            try {
                return algorithm.verify(data, signature, translated, library);
            } catch (GeneralSecurityException | RuntimeException e) {
                throw new VerificationException("Verification failed", e);
            }
        }
    }
}

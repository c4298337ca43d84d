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
 * Signs and verifies with the native library, or with Keycloak's own provider if the library does not support the key.
 *
 * <p>Overrides {@code sign} and {@code verify} of the signature contexts: Keycloak's contexts use the JDK's providers.
 * Read in Keycloak 26.7.4; {@code SigningIT} fails if that changes.
 *
 * @see NativeKeys
 */
public final class NativeSignatureProvider implements SignatureProvider {

    private final KeycloakSession session;
    private final SignatureProvider keycloakProvider;
    private final JwsAlgorithm algorithm;
    private final Provider library;
    private final NativeKeys keys;

    /**
     * @param session session of the current request
     * @param keycloakProvider Keycloak's own provider for the algorithm
     * @param algorithm algorithm of the signatures
     * @param library the native library
     * @param keys cache of the library's keys for the algorithm
     */
    public NativeSignatureProvider(
            KeycloakSession session,
            SignatureProvider keycloakProvider,
            JwsAlgorithm algorithm,
            Provider library,
            NativeKeys keys) {
        this.session = session;
        this.keycloakProvider = keycloakProvider;
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
        SignatureSignerContext fallback = keycloakProvider.signer(key); // checks the key's type and algorithm
        return keys.privateKey(key)
                .<SignatureSignerContext>map(nativeKey -> new Signer(key, nativeKey))
                .orElse(fallback);
    }

    @Override
    public SignatureVerifierContext verifier(String kid) throws VerificationException {
        KeyWrapper key = session.keys().getKey(session.getContext().getRealm(), kid, KeyUse.SIG, algorithm.name());
        return key == null ? keycloakProvider.verifier(kid) : verifier(key, keys.publicKey(key));
    }

    @Override
    public SignatureVerifierContext verifier(KeyWrapper key) throws VerificationException {
        return verifier(key, keys.foreignPublicKey(key));
    }

    private SignatureVerifierContext verifier(KeyWrapper key, Optional<PublicKey> nativeKey)
            throws VerificationException {
        SignatureVerifierContext fallback = keycloakProvider.verifier(key); // checks the key's type and algorithm
        return nativeKey
                .<SignatureVerifierContext>map(publicKey -> new Verifier(key, publicKey))
                .orElse(fallback);
    }

    @Override
    public boolean isAsymmetricAlgorithm() {
        return true;
    }

    private final class Signer extends AsymmetricSignatureSignerContext {

        private final PrivateKey nativeKey;

        Signer(KeyWrapper key, PrivateKey nativeKey) {
            super(key);
            this.nativeKey = nativeKey;
        }

        @Override
        public byte[] sign(byte[] data) throws SignatureException {
            try {
                return algorithm.sign(data, nativeKey, library);
            } catch (GeneralSecurityException | RuntimeException e) {
                throw new SignatureException("Signing failed", e);
            }
        }
    }

    private final class Verifier extends AsymmetricSignatureVerifierContext {

        private final PublicKey nativeKey;

        Verifier(KeyWrapper key, PublicKey nativeKey) {
            super(key);
            this.nativeKey = nativeKey;
        }

        @Override
        public boolean verify(byte[] data, byte[] signature) throws VerificationException {
            try {
                return algorithm.verify(data, signature, nativeKey, library);
            } catch (GeneralSecurityException | RuntimeException e) {
                throw new VerificationException("Verification failed", e);
            }
        }
    }
}

package dev.oauth2notebook.keycloak.signatures;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECKey;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.KeySpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.security.spec.RSAPublicKeySpec;

/**
 * The asymmetric JWS algorithms (RFC 7518 §3.3 to §3.5) and their names and parameters in the Java Cryptography
 * Architecture.
 *
 * @see NativeKeys
 */
public enum JwsAlgorithm {
    RS256("SHA256withRSA"),
    RS384("SHA384withRSA"),
    RS512("SHA512withRSA"),
    PS256("SHA-256", MGF1ParameterSpec.SHA256, 32),
    PS384("SHA-384", MGF1ParameterSpec.SHA384, 48),
    PS512("SHA-512", MGF1ParameterSpec.SHA512, 64),
    ES256("SHA256withECDSAinP1363Format", 256),
    ES384("SHA384withECDSAinP1363Format", 384),
    ES512("SHA512withECDSAinP1363Format", 521);

    private static final int RSA = 0;
    private static final int TRAILER_FIELD = 1;

    private final String signature;
    private final int curveBits;
    private final PSSParameterSpec pss;

    JwsAlgorithm(String signature) {
        this(signature, RSA, null);
    }

    /** RFC 7518 §3.5: the salt is as long as the hash value, and MGF1 uses the same hash function. */
    JwsAlgorithm(String hash, MGF1ParameterSpec mask, int saltBytes) {
        this("RSASSA-PSS", RSA, new PSSParameterSpec(hash, "MGF1", mask, saltBytes, TRAILER_FIELD));
    }

    /** RFC 7518 §3.4: the signature is the concatenation of R and S, and the key must be on the given curve. */
    JwsAlgorithm(String signature, int curveBits) {
        this(signature, curveBits, null);
    }

    JwsAlgorithm(String signature, int curveBits, PSSParameterSpec pss) {
        this.signature = signature;
        this.curveBits = curveBits;
        this.pss = pss;
    }

    /**
     * Converts a private key into a key of a library.
     *
     * @param key key to convert
     * @param library target library
     * @return a copy of the key that belongs to the library
     * @throws GeneralSecurityException if the key cannot be exported, or the library or the algorithm does not support
     *     it
     */
    PrivateKey translate(PrivateKey key, Provider library) throws GeneralSecurityException {
        Class<? extends KeySpec> spec = isRsa() ? RSAPrivateCrtKeySpec.class : ECPrivateKeySpec.class;
        if (key.getFormat() == null) {
            throw new InvalidKeyException("it cannot be exported from its key store");
        }
        checkCurve(key);
        KeyFactory keys = keyFactory(library);
        // Not translateKey(): the library destroys the key that it returns when a Signature is given another key.
        return keys.generatePrivate(keys.getKeySpec(key, spec));
    }

    /**
     * Converts a public key into a key of a library.
     *
     * @param key key to convert
     * @param library target library
     * @return a copy of the key that belongs to the library
     * @throws GeneralSecurityException if the library or the algorithm does not support the key
     */
    PublicKey translate(PublicKey key, Provider library) throws GeneralSecurityException {
        Class<? extends KeySpec> spec = isRsa() ? RSAPublicKeySpec.class : ECPublicKeySpec.class;
        checkCurve(key);
        KeyFactory keys = keyFactory(library);
        return keys.generatePublic(keys.getKeySpec(key, spec));
    }

    /**
     * Signs data (RFC 7515 §5.1).
     *
     * @param data the JWS signing input
     * @param key a key of the library
     * @param library library that signs
     * @return the JWS signature
     * @throws GeneralSecurityException if the key is not valid for the algorithm
     */
    public byte[] sign(byte[] data, PrivateKey key, Provider library) throws GeneralSecurityException {
        Signature signer = signature(library);
        signer.initSign(key);
        signer.update(data);
        return signer.sign();
    }

    /**
     * Verifies a signature (RFC 7515 §5.2).
     *
     * @param data the JWS signing input
     * @param jwsSignature the JWS signature
     * @param key a key of the library
     * @param library library that verifies
     * @return whether the signature is valid
     * @throws GeneralSecurityException if the signature does not have the right length, or the key is not valid for the
     *     algorithm
     */
    public boolean verify(byte[] data, byte[] jwsSignature, PublicKey key, Provider library)
            throws GeneralSecurityException {
        Signature verifier = signature(library);
        verifier.initVerify(key);
        verifier.update(data);
        return verifier.verify(jwsSignature);
    }

    private boolean isRsa() {
        return curveBits == RSA;
    }

    private void checkCurve(Key key) throws InvalidKeySpecException {
        if (!isRsa()
                && !(key instanceof ECKey ec
                        && ec.getParams().getCurve().getField().getFieldSize() == curveBits)) {
            throw new InvalidKeySpecException("it is not on a curve of " + curveBits + " bits");
        }
    }

    private KeyFactory keyFactory(Provider library) throws GeneralSecurityException {
        return KeyFactory.getInstance(isRsa() ? "RSA" : "EC", library);
    }

    private Signature signature(Provider library) throws GeneralSecurityException {
        Signature instance = Signature.getInstance(signature, library);
        if (pss != null) {
            instance.setParameter(pss);
        }
        return instance;
    }
}

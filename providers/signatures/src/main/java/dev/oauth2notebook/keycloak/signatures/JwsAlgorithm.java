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

/** An asymmetric JWS algorithm (RFC 7518 §3.3 to §3.5) in the words of the Java Cryptography Architecture. */
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

    /** RFC 7518 §3.5: the salt is as long as the hash, which is the mask's, too. */
    JwsAlgorithm(String hash, MGF1ParameterSpec mask, int saltBytes) {
        this("RSASSA-PSS", RSA, new PSSParameterSpec(hash, "MGF1", mask, saltBytes, TRAILER_FIELD));
    }

    /** RFC 7518 §3.4: R and S one after the other, for keys on this curve only. */
    JwsAlgorithm(String signature, int curveBits) {
        this(signature, curveBits, null);
    }

    JwsAlgorithm(String signature, int curveBits, PSSParameterSpec pss) {
        this.signature = signature;
        this.curveBits = curveBits;
        this.pss = pss;
    }

    /**
     * Copies a private key into a library.
     *
     * @param key to copy
     * @param library to hold the copy
     * @return the library's key
     * @throws GeneralSecurityException if the key's secret is not at hand or the library does not know such keys
     */
    PrivateKey translate(PrivateKey key, Provider library) throws GeneralSecurityException {
        Class<? extends KeySpec> spec = isRsa() ? RSAPrivateCrtKeySpec.class : ECPrivateKeySpec.class;
        if (key.getFormat() == null) {
            throw new InvalidKeyException("its secret stays where it is stored");
        }
        checkCurve(key);
        KeyFactory keys = keyFactory(library);
        // Not translateKey(): the library destroys what that returns when a Signature changes keys.
        return keys.generatePrivate(keys.getKeySpec(key, spec));
    }

    /** As {@link #translate(PrivateKey, Provider)}, for a public key. */
    PublicKey translate(PublicKey key, Provider library) throws GeneralSecurityException {
        Class<? extends KeySpec> spec = isRsa() ? RSAPublicKeySpec.class : ECPublicKeySpec.class;
        checkCurve(key);
        KeyFactory keys = keyFactory(library);
        return keys.generatePublic(keys.getKeySpec(key, spec));
    }

    /** Signs with a key of the library's and returns the JWS signature (RFC 7515 §5.1). */
    public byte[] sign(byte[] data, PrivateKey key, Provider library) throws GeneralSecurityException {
        Signature signer = signature(library);
        signer.initSign(key);
        signer.update(data);
        return signer.sign();
    }

    /** Tells whether a JWS signature is that of a key of the library's; throws if it is none by its length. */
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

package dev.oauth2notebook.keycloak.signatures;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.keycloak.crypto.KeyType;
import org.keycloak.crypto.KeyUse;
import org.keycloak.crypto.KeyWrapper;

/** Creates realm keys for tests. */
final class Keys {

    /** Used in turn, because generating one takes about a second. */
    private static final List<KeyPair> RSA = List.of(generateRsa(), generateRsa());

    private static final AtomicInteger USES = new AtomicInteger();

    private Keys() {}

    /** Returns a key for the given algorithm, another one than the previous call. */
    static KeyWrapper of(JwsAlgorithm algorithm) {
        return switch (algorithm) {
            case ES256 -> of(algorithm, ec("secp256r1"));
            case ES384 -> of(algorithm, ec("secp384r1"));
            case ES512 -> of(algorithm, ec("secp521r1"));
            default -> of(algorithm, rsa());
        };
    }

    static KeyWrapper of(JwsAlgorithm algorithm, KeyPair pair) {
        KeyWrapper key = new KeyWrapper();
        key.setKid("kid");
        key.setUse(KeyUse.SIG);
        key.setType("RSA".equals(pair.getPublic().getAlgorithm()) ? KeyType.RSA : KeyType.EC);
        key.setAlgorithm(algorithm.name());
        key.setPrivateKey(pair.getPrivate());
        key.setPublicKey(pair.getPublic());
        return key;
    }

    /** Returns a key whose private key cannot be exported, like one in a hardware security module. */
    static KeyWrapper notExportable(JwsAlgorithm algorithm) {
        KeyWrapper key = of(algorithm);
        String name = ((PrivateKey) key.getPrivateKey()).getAlgorithm();
        key.setPrivateKey(new PrivateKey() {
            private static final long serialVersionUID = 1;

            @Override
            public String getAlgorithm() {
                return name;
            }

            @Override
            public String getFormat() {
                return null;
            }

            @Override
            public byte[] getEncoded() {
                return null;
            }
        });
        return key;
    }

    /** Returns a copy of a key pair. */
    static KeyPair copy(KeyPair pair) {
        try {
            KeyFactory keys = KeyFactory.getInstance(pair.getPublic().getAlgorithm());
            return new KeyPair(
                    keys.generatePublic(new X509EncodedKeySpec(pair.getPublic().getEncoded())),
                    keys.generatePrivate(
                            new PKCS8EncodedKeySpec(pair.getPrivate().getEncoded())));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns another key pair than the previous call. */
    static KeyPair rsa() {
        return copy(RSA.get(USES.getAndIncrement() % RSA.size()));
    }

    private static KeyPair generateRsa() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static KeyPair ec(String curve) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(curve));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}

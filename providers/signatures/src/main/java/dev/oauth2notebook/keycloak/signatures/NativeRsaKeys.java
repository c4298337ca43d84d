package dev.oauth2notebook.keycloak.signatures;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import org.keycloak.common.util.CertificateUtils;
import org.keycloak.common.util.PemUtils;
import org.keycloak.component.ComponentModel;
import org.keycloak.keys.Attributes;

/** Generates the RSA keys of realms with the native library, in a fraction of the time that Keycloak needs. */
public final class NativeRsaKeys {

    private NativeRsaKeys() {}

    /**
     * Adds a private key and a self-signed certificate to a key provider that has none yet, as Keycloak's {@code
     * AbstractGeneratedRsaKeyProviderFactory} does. A provider with a size that Keycloak does not support is left as it
     * is: Keycloak refuses it.
     *
     * @param provider the key provider; its configuration is changed
     * @param realm name of the realm, which becomes the subject of the certificate
     * @param defaultSize size of the key in bits, if the provider does not have one
     * @param library the native library
     * @throws GeneralSecurityException if the library cannot generate such a key
     */
    public static void addTo(ComponentModel provider, String realm, int defaultSize, Provider library)
            throws GeneralSecurityException {
        String size = provider.get(Attributes.KEY_SIZE_KEY, String.valueOf(defaultSize));
        if (hasKeys(provider)
                || !Attributes.KEY_SIZE_PROPERTY.get().getOptions().contains(size)) {
            return;
        }
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA", library);
        generator.initialize(Integer.parseInt(size));
        KeyPair keys = generator.generateKeyPair();
        provider.put(Attributes.PRIVATE_KEY_KEY, PemUtils.encodeKey(keys.getPrivate()));
        provider.put(
                Attributes.CERTIFICATE_KEY,
                PemUtils.encodeCertificate(CertificateUtils.generateV1SelfSignedCertificate(keys, realm)));
    }

    private static boolean hasKeys(ComponentModel provider) {
        return provider.contains(Attributes.PRIVATE_KEY_KEY) && provider.contains(Attributes.CERTIFICATE_KEY);
    }
}

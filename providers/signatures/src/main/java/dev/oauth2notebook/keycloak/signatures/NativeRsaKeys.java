package dev.oauth2notebook.keycloak.signatures;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.List;
import java.util.Map;
import org.keycloak.Config;
import org.keycloak.common.util.CertificateUtils;
import org.keycloak.common.util.PemUtils;
import org.keycloak.component.ComponentModel;
import org.keycloak.component.ComponentValidationException;
import org.keycloak.keys.Attributes;
import org.keycloak.models.RealmModel;
import org.keycloak.provider.ProviderConfigProperty;

/**
 * Generates the RSA keys of realms with the native library, if it is usable, in a fraction of the time that Keycloak
 * needs.
 */
public final class NativeRsaKeys {

    private final int defaultSize;
    private final NativeOption option;

    private NativeRsaKeys(int defaultSize, NativeOption option) {
        this.defaultSize = defaultSize;
        this.option = option;
    }

    /**
     * Reads the options.
     *
     * @param config configuration of the provider
     * @param provider id of the provider
     * @throws IllegalArgumentException if the option {@code native} has any other value than {@code auto} and {@code
     *     off}
     */
    public static NativeRsaKeys read(Config.Scope config, String provider) {
        return new NativeRsaKeys(config.getInt(Attributes.KEY_SIZE_KEY, 2048), NativeOption.read(config, provider));
    }

    /**
     * Adds a private key and a self-signed certificate to a key provider that has none yet,. A provider with a size that Keycloak does not support is left as it
     * is: Keycloak refuses it. All are left as they are if the library is not usable: Keycloak then generates the keys.
     *
     * <p>Repeats {@code AbstractGeneratedRsaKeyProviderFactory.generateKeys}, which is private. Read in Keycloak 26.7.4;
     * {@code GeneratedKeysIT} fails if that changes.
     *
     * @param provider the key provider; its configuration is changed
     * @param realm the realm, whose name becomes the subject of the certificate
     * @throws ComponentValidationException if the library cannot generate such a key
     */
    public void addTo(ComponentModel provider, RealmModel realm) {
        String size = provider.get(Attributes.KEY_SIZE_KEY, String.valueOf(defaultSize));
        if (!option.library().isUsable()
                || hasKeys(provider)
                || !Attributes.KEY_SIZE_PROPERTY.get().getOptions().contains(size)) {
            return;
        }
        KeyPair keys = generate(Integer.parseInt(size));
        provider.put(Attributes.PRIVATE_KEY_KEY, PemUtils.encodeKey(keys.getPrivate()));
        provider.put(
                Attributes.CERTIFICATE_KEY,
                PemUtils.encodeCertificate(CertificateUtils.generateV1SelfSignedCertificate(keys, realm.getName())));
    }

    /** Returns the descriptions of the options that Keycloak's provider does not have. */
    public static List<ProviderConfigProperty> metadata() {
        return NativeOption.metadata(
                "Native key generation",
                "Whether to generate keys with the Amazon Corretto Crypto Provider where possible.");
    }

    /** Returns the option and the generator that it selects, for the page "Server info". */
    public Map<String, String> effectiveOptions() {
        return option.effective("generator");
    }

    private KeyPair generate(int size) {
        try {
            KeyPairGenerator generator =
                    KeyPairGenerator.getInstance("RSA", option.library().provider());
            generator.initialize(size);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new ComponentValidationException("Failed to generate keys", e);
        }
    }

    private static boolean hasKeys(ComponentModel provider) {
        return provider.contains(Attributes.PRIVATE_KEY_KEY) && provider.contains(Attributes.CERTIFICATE_KEY);
    }
}

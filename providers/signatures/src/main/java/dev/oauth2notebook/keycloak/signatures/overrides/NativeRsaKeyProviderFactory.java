package dev.oauth2notebook.keycloak.signatures.overrides;

import dev.oauth2notebook.keycloak.common.ShownInServerInfo;
import dev.oauth2notebook.keycloak.signatures.NativeOption;
import dev.oauth2notebook.keycloak.signatures.NativeRsaKeys;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import org.keycloak.Config;
import org.keycloak.component.ComponentModel;
import org.keycloak.component.ComponentValidationException;
import org.keycloak.keys.Attributes;
import org.keycloak.keys.GeneratedRsaKeyProviderFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.provider.ProviderConfigProperty;

/**
 * Generates the RSA signature keys of realms with the native library, if it is usable.
 *
 * <p>Overrides {@code validateConfiguration}, in which Keycloak generates the keys of a new provider unless it has them
 * already: finding the primes in Java takes seconds while the JVM is still starting. Read in Keycloak 26.7.4; {@code
 * SigningDeploymentIT} fails if that changes.
 *
 * @see NativeRsaKeys
 */
public final class NativeRsaKeyProviderFactory extends GeneratedRsaKeyProviderFactory implements ShownInServerInfo {

    private int defaultSize;
    private NativeOption option;

    @Override
    public int order() {
        return NativeSignatureProviderFactory.BEFORE_KEYCLOAK;
    }

    /** @throws IllegalArgumentException if the option has any other value than {@code auto} and {@code off} */
    @Override
    public void init(Config.Scope config) {
        super.init(config);
        defaultSize = config.getInt(Attributes.KEY_SIZE_KEY, 2048);
        option = NativeOption.read(config, getId());
    }

    @Override
    public void validateConfiguration(KeycloakSession session, RealmModel realm, ComponentModel model) {
        if (option.library().isUsable()) {
            try {
                NativeRsaKeys.addTo(
                        model, realm.getName(), defaultSize, option.library().provider());
            } catch (GeneralSecurityException e) {
                throw new ComponentValidationException("Failed to generate keys", e);
            }
        }
        super.validateConfiguration(session, realm, model);
    }

    @Override
    public List<ProviderConfigProperty> getConfigMetadata() {
        return NativeOption.metadata(
                "Native key generation",
                "Whether to generate keys with the Amazon Corretto Crypto Provider where possible.");
    }

    @Override
    public Map<String, String> effectiveOptions() {
        return option.effective("generator");
    }
}

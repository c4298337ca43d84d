package dev.oauth2notebook.keycloak.signatures.overrides;

import dev.oauth2notebook.keycloak.common.ShownInServerInfo;
import dev.oauth2notebook.keycloak.signatures.NativeRsaKeys;
import java.util.List;
import java.util.Map;
import org.keycloak.Config;
import org.keycloak.component.ComponentModel;
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

    private NativeRsaKeys keys;

    @Override
    public int order() {
        return NativeSignatureProviderFactory.BEFORE_KEYCLOAK;
    }

    /** @throws IllegalArgumentException if the option has any other value than {@code auto} and {@code off} */
    @Override
    public void init(Config.Scope config) {
        super.init(config);
        keys = NativeRsaKeys.read(config, getId());
    }

    @Override
    public void validateConfiguration(KeycloakSession session, RealmModel realm, ComponentModel model) {
        keys.addTo(model, realm);
        super.validateConfiguration(session, realm, model);
    }

    @Override
    public List<ProviderConfigProperty> getConfigMetadata() {
        return NativeRsaKeys.metadata();
    }

    @Override
    public Map<String, String> effectiveOptions() {
        return keys.effectiveOptions();
    }
}

package dev.oauth2notebook.keycloak.signatures.overrides;

import dev.oauth2notebook.keycloak.common.ShownInServerInfo;
import dev.oauth2notebook.keycloak.signatures.JwsAlgorithm;
import dev.oauth2notebook.keycloak.signatures.NativeKeys;
import dev.oauth2notebook.keycloak.signatures.NativeLibrary;
import dev.oauth2notebook.keycloak.signatures.NativeOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.keycloak.Config;
import org.keycloak.crypto.ES256SignatureProviderFactory;
import org.keycloak.crypto.ES384SignatureProviderFactory;
import org.keycloak.crypto.ES512SignatureProviderFactory;
import org.keycloak.crypto.PS256SignatureProviderFactory;
import org.keycloak.crypto.PS384SignatureProviderFactory;
import org.keycloak.crypto.PS512SignatureProviderFactory;
import org.keycloak.crypto.RS256SignatureProviderFactory;
import org.keycloak.crypto.RS384SignatureProviderFactory;
import org.keycloak.crypto.RS512SignatureProviderFactory;
import org.keycloak.crypto.SignatureProvider;
import org.keycloak.crypto.SignatureProviderFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.provider.ProviderConfigProperty;

/**
 * Replaces Keycloak's signature provider for one algorithm by a native one. Keycloak's provider is still used if the
 * native library is not available or does not support a key.
 *
 * @see NativeSignatureProvider
 */
public abstract class NativeSignatureProviderFactory implements SignatureProviderFactory, ShownInServerInfo {

    static final int BEFORE_KEYCLOAK = 100;

    private final SignatureProviderFactory keycloakFactory;
    private final JwsAlgorithm algorithm;

    private NativeOption option;
    private NativeKeys keys;

    /** @param keycloakFactory Keycloak's factory, which this one replaces */
    protected NativeSignatureProviderFactory(SignatureProviderFactory keycloakFactory) {
        this.keycloakFactory = keycloakFactory;
        this.algorithm = JwsAlgorithm.valueOf(keycloakFactory.getId());
    }

    @Override
    public String getId() {
        return keycloakFactory.getId();
    }

    @Override
    public int order() {
        return BEFORE_KEYCLOAK;
    }

    /** @throws IllegalArgumentException if the option has any other value than {@code auto} and {@code off} */
    @Override
    public void init(Config.Scope config) {
        option = NativeOption.read(config, getId());
        keys = new NativeKeys(algorithm, option.library().provider());
    }

    @Override
    public SignatureProvider create(KeycloakSession session) {
        SignatureProvider fallback = keycloakFactory.create(session);
        NativeLibrary library = option.library();
        return library.isUsable()
                ? new NativeSignatureProvider(session, fallback, algorithm, library.provider(), keys)
                : fallback;
    }

    @Override
    public Set<String> getJwkPrivateKeyClaims() {
        return keycloakFactory.getJwkPrivateKeyClaims();
    }

    @Override
    public List<ProviderConfigProperty> getConfigMetadata() {
        return NativeOption.metadata(
                "Native signatures",
                "Whether to sign and verify with the Amazon Corretto Crypto Provider where possible.");
    }

    @Override
    public Map<String, String> effectiveOptions() {
        return option.effective("signer");
    }

    /** RS256 (RFC 7518 §3.3). */
    public static final class Rs256 extends NativeSignatureProviderFactory {
        /** Called by Keycloak. */
        public Rs256() {
            super(new RS256SignatureProviderFactory());
        }
    }

    /** RS384 (RFC 7518 §3.3). */
    public static final class Rs384 extends NativeSignatureProviderFactory {
        /** Called by Keycloak. */
        public Rs384() {
            super(new RS384SignatureProviderFactory());
        }
    }

    /** RS512 (RFC 7518 §3.3). */
    public static final class Rs512 extends NativeSignatureProviderFactory {
        /** Called by Keycloak. */
        public Rs512() {
            super(new RS512SignatureProviderFactory());
        }
    }

    /** PS256 (RFC 7518 §3.5). */
    public static final class Ps256 extends NativeSignatureProviderFactory {
        /** Called by Keycloak. */
        public Ps256() {
            super(new PS256SignatureProviderFactory());
        }
    }

    /** PS384 (RFC 7518 §3.5). */
    public static final class Ps384 extends NativeSignatureProviderFactory {
        /** Called by Keycloak. */
        public Ps384() {
            super(new PS384SignatureProviderFactory());
        }
    }

    /** PS512 (RFC 7518 §3.5). */
    public static final class Ps512 extends NativeSignatureProviderFactory {
        /** Called by Keycloak. */
        public Ps512() {
            super(new PS512SignatureProviderFactory());
        }
    }

    /** ES256 (RFC 7518 §3.4). */
    public static final class Es256 extends NativeSignatureProviderFactory {
        /** Called by Keycloak. */
        public Es256() {
            super(new ES256SignatureProviderFactory());
        }
    }

    /** ES384 (RFC 7518 §3.4). */
    public static final class Es384 extends NativeSignatureProviderFactory {
        /** Called by Keycloak. */
        public Es384() {
            super(new ES384SignatureProviderFactory());
        }
    }

    /** ES512 (RFC 7518 §3.4). */
    public static final class Es512 extends NativeSignatureProviderFactory {
        /** Called by Keycloak. */
        public Es512() {
            super(new ES512SignatureProviderFactory());
        }
    }
}

package dev.oauth2notebook.keycloak.signatures.overrides;

import dev.oauth2notebook.keycloak.common.ShownInServerInfo;
import dev.oauth2notebook.keycloak.signatures.JwsAlgorithm;
import dev.oauth2notebook.keycloak.signatures.NativeKeys;
import dev.oauth2notebook.keycloak.signatures.NativeLibrary;
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
import org.keycloak.provider.ProviderConfigurationBuilder;

/**
 * Native signatures of one algorithm, in place of Keycloak's provider of that name, which stays in use where the native
 * library or a key of a realm cannot be used.
 */
public abstract class NativeSignatureProviderFactory implements SignatureProviderFactory, ShownInServerInfo {

    static final String NATIVE = "native";
    static final String AUTO = "auto";
    static final String OFF = "off";

    private static final int BEFORE_KEYCLOAKS_OWN = 100;

    private final SignatureProviderFactory keycloaks;
    private final JwsAlgorithm algorithm;

    private String option;
    private NativeLibrary library;
    private NativeKeys keys;

    /** @param keycloaks factory that this one takes the place of */
    protected NativeSignatureProviderFactory(SignatureProviderFactory keycloaks) {
        this.keycloaks = keycloaks;
        this.algorithm = JwsAlgorithm.valueOf(keycloaks.getId());
    }

    @Override
    public String getId() {
        return keycloaks.getId();
    }

    @Override
    public int order() {
        return BEFORE_KEYCLOAKS_OWN;
    }

    /** @throws IllegalArgumentException if the option is neither of its values */
    @Override
    public void init(Config.Scope config) {
        option = config.get(NATIVE, AUTO);
        library = switch (option) {
            case AUTO -> NativeLibrary.loaded();
            case OFF -> new NativeLibrary(null, "switched off");
            default ->
                throw new IllegalArgumentException(
                        "The option " + NATIVE + " of " + getId() + " must be " + AUTO + " or " + OFF + ".");
        };
        keys = new NativeKeys(algorithm, library.provider());
    }

    @Override
    public SignatureProvider create(KeycloakSession session) {
        SignatureProvider own = keycloaks.create(session);
        return library.isUsable()
                ? new NativeSignatureProvider(session, own, algorithm, library.provider(), keys)
                : own;
    }

    @Override
    public Set<String> getJwkPrivateKeyClaims() {
        return keycloaks.getJwkPrivateKeyClaims();
    }

    @Override
    public List<ProviderConfigProperty> getConfigMetadata() {
        return ProviderConfigurationBuilder.create()
                .property()
                .name(NATIVE)
                .type(ProviderConfigProperty.LIST_TYPE)
                .label("Native signatures")
                .helpText("Whether the Amazon Corretto Crypto Provider signs and verifies where it can.")
                .options(AUTO, OFF)
                .defaultValue(AUTO)
                .add()
                .build();
    }

    @Override
    public Map<String, String> effectiveOptions() {
        return Map.of(
                NATIVE,
                option,
                "signer",
                library.isUsable() ? library.description() : "Keycloak: " + library.description());
    }

    /** RS256 (RFC 7518 §3.3). */
    public static final class Rs256 extends NativeSignatureProviderFactory {
        /** Made by Keycloak. */
        public Rs256() {
            super(new RS256SignatureProviderFactory());
        }
    }

    /** RS384 (RFC 7518 §3.3). */
    public static final class Rs384 extends NativeSignatureProviderFactory {
        /** Made by Keycloak. */
        public Rs384() {
            super(new RS384SignatureProviderFactory());
        }
    }

    /** RS512 (RFC 7518 §3.3). */
    public static final class Rs512 extends NativeSignatureProviderFactory {
        /** Made by Keycloak. */
        public Rs512() {
            super(new RS512SignatureProviderFactory());
        }
    }

    /** PS256 (RFC 7518 §3.5). */
    public static final class Ps256 extends NativeSignatureProviderFactory {
        /** Made by Keycloak. */
        public Ps256() {
            super(new PS256SignatureProviderFactory());
        }
    }

    /** PS384 (RFC 7518 §3.5). */
    public static final class Ps384 extends NativeSignatureProviderFactory {
        /** Made by Keycloak. */
        public Ps384() {
            super(new PS384SignatureProviderFactory());
        }
    }

    /** PS512 (RFC 7518 §3.5). */
    public static final class Ps512 extends NativeSignatureProviderFactory {
        /** Made by Keycloak. */
        public Ps512() {
            super(new PS512SignatureProviderFactory());
        }
    }

    /** ES256 (RFC 7518 §3.4). */
    public static final class Es256 extends NativeSignatureProviderFactory {
        /** Made by Keycloak. */
        public Es256() {
            super(new ES256SignatureProviderFactory());
        }
    }

    /** ES384 (RFC 7518 §3.4). */
    public static final class Es384 extends NativeSignatureProviderFactory {
        /** Made by Keycloak. */
        public Es384() {
            super(new ES384SignatureProviderFactory());
        }
    }

    /** ES512 (RFC 7518 §3.4). */
    public static final class Es512 extends NativeSignatureProviderFactory {
        /** Made by Keycloak. */
        public Es512() {
            super(new ES512SignatureProviderFactory());
        }
    }
}

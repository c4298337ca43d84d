package dev.oauth2notebook.keycloak.tokenexchange.validity;

import java.util.Comparator;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RevokedTokenProvider;
import org.keycloak.models.RevokedTokenProviderFactory;

/**
 * Replaces Keycloak's store of revoked tokens by {@link AncestorRevocation}, which delegates to it. Keycloak queries
 * the store wherever it verifies a token: at introspection, UserInfo and token exchange, and in its own APIs.
 */
public final class AncestorRevocationFactory implements RevokedTokenProviderFactory<RevokedTokenProvider> {

    /** Id of this provider. */
    public static final String ID = "token-exchange-ancestors";

    private static final int BEFORE_KEYCLOAK = 100;

    private volatile String store;

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public int order() {
        return BEFORE_KEYCLOAK;
    }

    /** Determines the store that Keycloak would use without this provider. */
    @Override
    public void postInit(KeycloakSessionFactory factory) {
        store = factory.getProviderFactoriesStream(RevokedTokenProvider.class)
                .filter(other -> other != this)
                .max(Comparator.comparingInt(other -> other.order()))
                .map(other -> other.getId())
                .orElseThrow(() -> new IllegalStateException("Keycloak has no store of revoked tokens"));
    }

    @Override
    public RevokedTokenProvider create(KeycloakSession session) {
        return new AncestorRevocation(session.getProvider(RevokedTokenProvider.class, store), session);
    }

    @Override
    public void init(Config.Scope config) {}

    @Override
    public void close() {}
}

package dev.oauth2notebook.keycloak.tokenexchange.validity;

import java.util.Comparator;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RevokedTokenProvider;
import org.keycloak.models.RevokedTokenProviderFactory;

/**
 * Puts the ancestors of exchanged tokens before Keycloak's store of revoked tokens, whichever that is. Keycloak asks it
 * wherever it verifies a token: introspection, UserInfo, token exchange, its own APIs.
 */
public final class AncestorRevocationFactory implements RevokedTokenProviderFactory<RevokedTokenProvider> {

    /** Id of this provider. */
    public static final String ID = "token-exchange-ancestors";

    private static final int BEFORE_KEYCLOAKS_OWN = 100;

    private volatile String store;

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public int order() {
        return BEFORE_KEYCLOAKS_OWN;
    }

    /** Keycloak's store is the one that it would have used without this provider. */
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

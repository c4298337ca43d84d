package dev.oauth2notebook.keycloak.tokenexchange.validity;

import dev.oauth2notebook.keycloak.tokenexchange.tokens.TokenIds;
import jakarta.persistence.EntityManager;
import java.util.List;
import org.keycloak.common.util.Time;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RevokedTokenProvider;

/**
 * A token is revoked when it is itself, or when a token that it came from by exchange is, at any depth.
 *
 * <p>Keycloak writes each revocation to its cache and to its database, and looks it up in the cache alone. Nodes that
 * start together or lose each other for a while can end with a cache without it, so the database is asked as well
 * (as Keycloak's own {@code JpaRevokedTokenProvider} does, which serves only the mode without a cache).
 */
final class AncestorRevocation implements RevokedTokenProvider {

    private static final String COUNT =
            "select count(token) from RevokedTokenEntity token where token.id in :ids and token.expire > :now";

    private final RevokedTokenProvider store;
    private final KeycloakSession session;

    AncestorRevocation(RevokedTokenProvider store, KeycloakSession session) {
        this.store = store;
        this.session = session;
    }

    @Override
    public boolean put(String id, long lifespanSeconds) {
        return store.put(TokenIds.own(id), lifespanSeconds);
    }

    @Override
    public boolean contains(String id) {
        List<String> chain = TokenIds.chain(id);
        return chain.stream().anyMatch(store::contains) || isInDatabase(chain);
    }

    private boolean isInDatabase(List<String> ids) {
        EntityManager database =
                session.getProvider(JpaConnectionProvider.class).getEntityManager();
        return database.createQuery(COUNT, Long.class)
                        .setParameter("ids", ids)
                        .setParameter("now", Time.currentTimeSeconds())
                        .getSingleResult()
                > 0;
    }

    /** Keycloak closes the store itself. */
    @Override
    public void close() {}
}

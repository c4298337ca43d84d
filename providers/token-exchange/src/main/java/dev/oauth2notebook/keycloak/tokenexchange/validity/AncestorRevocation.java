package dev.oauth2notebook.keycloak.tokenexchange.validity;

import dev.oauth2notebook.keycloak.tokenexchange.tokens.TokenIds;
import jakarta.persistence.EntityManager;
import java.util.List;
import org.keycloak.common.util.Time;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RevokedTokenProvider;
import org.keycloak.models.jpa.entities.RevokedTokenEntity;

/**
 * A store of revoked tokens in which an exchanged token is revoked if it or any of its ancestors is. Delegates to
 * Keycloak's store, and is used by Keycloak wherever it looks up a revoked token.
 *
 * <p>Keycloak writes each revocation to its cache and to the database, but reads only the cache. Nodes that start at
 * the same time or are disconnected for a while may not have the entry in their cache, so the database is queried as
 * well, as Keycloak's {@code JpaRevokedTokenProvider} does in the mode without a cache.
 *
 * <p>Reads {@code RevokedTokenEntity}: a token without ancestors by its id, which costs Hibernate much less than a query. Read
 * in Keycloak 26.7.4; {@code ClusterIT} fails if that changes.
 *
 * @see TokenIds
 * @see ExchangeChain
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
        long now = Time.currentTimeSeconds();
        if (ids.size() == 1) {
            RevokedTokenEntity token = database.find(RevokedTokenEntity.class, ids.get(0));
            return token != null && token.getExpire() > now;
        }
        return database.createQuery(COUNT, Long.class)
                        .setParameter("ids", ids)
                        .setParameter("now", now)
                        .getSingleResult()
                > 0;
    }

    /** Does nothing: Keycloak closes the delegate itself. */
    @Override
    public void close() {}
}

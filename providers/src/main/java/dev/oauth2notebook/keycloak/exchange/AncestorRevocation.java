package dev.oauth2notebook.keycloak.exchange;

import org.keycloak.models.RevokedTokenProvider;

/** A token is revoked when it is itself, or when a token that it came from by exchange is, at any depth. */
final class AncestorRevocation implements RevokedTokenProvider {

    private final RevokedTokenProvider store;

    AncestorRevocation(RevokedTokenProvider store) {
        this.store = store;
    }

    @Override
    public boolean put(String id, long lifespanSeconds) {
        return store.put(TokenIds.own(id), lifespanSeconds);
    }

    @Override
    public boolean contains(String id) {
        for (String each : TokenIds.chain(id)) {
            if (store.contains(each)) {
                return true;
            }
        }
        return false;
    }

    /** Keycloak closes the store itself. */
    @Override
    public void close() {}
}

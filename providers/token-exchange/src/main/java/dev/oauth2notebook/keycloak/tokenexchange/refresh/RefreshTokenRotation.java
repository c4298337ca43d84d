package dev.oauth2notebook.keycloak.tokenexchange.refresh;

import java.util.Optional;
import org.keycloak.OAuthErrorException;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.Constants;
import org.keycloak.models.RealmModel;
import org.keycloak.representations.RefreshToken;

/**
 * Detection of reused refresh tokens (RFC 9700 §4.14.2). Keycloak tells an older token from a newer one by the second in
 * which it was issued, so a token that was rotated twice within one second counts as new again. Here the client session
 * remembers, for each line of tokens that begins with one authorization, which token was issued last: beside the one
 * that was used last, whose reuse Keycloak detects, only that one is not stale.
 */
public final class RefreshTokenRotation {

    /** Client session note; the id of the line of tokens follows. */
    private static final String NEWEST = "refresh-token-newest:";

    private RefreshTokenRotation() {}

    /** Returns whether a realm rotates refresh tokens and allows no reuse. */
    static boolean isStrict(RealmModel realm) {
        return realm.isRevokeRefreshToken() && realm.getRefreshTokenMaxReuse() == 0;
    }

    /**
     * Refuses a token that has been rotated, and ends the client session as Keycloak does, so its successors end, too.
     *
     * @param realm of the request
     * @param token that is to be refreshed, verified
     * @param clientSession that the token belongs to
     * @throws OAuthErrorException {@code invalid_grant} if the token is stale
     */
    public static void check(RealmModel realm, RefreshToken token, AuthenticatedClientSessionModel clientSession)
            throws OAuthErrorException {
        if (isStale(realm, token, clientSession)) {
            clientSession.detachFromUserSession();
            throw new OAuthErrorException(OAuthErrorException.INVALID_GRANT, "Stale token");
        }
    }

    /** Returns whether a token has been rotated. */
    static boolean isStale(RealmModel realm, RefreshToken token, AuthenticatedClientSessionModel clientSession) {
        Optional<String> family = family(token);
        if (!isStrict(realm) || family.isEmpty()) {
            return false;
        }
        String newest = clientSession.getNote(NEWEST + family.get());
        return newest != null
                && !token.getId().equals(newest)
                && !token.getId().equals(clientSession.getRefreshToken(family.get()));
    }

    /**
     * Remembers the token that a refresh has issued.
     *
     * @param realm of the request
     * @param issued the new refresh token; {@code null} if the client gets none
     * @param clientSession that the token belongs to
     */
    public static void recordIssued(
            RealmModel realm, RefreshToken issued, AuthenticatedClientSessionModel clientSession) {
        if (issued != null && isStrict(realm)) {
            family(issued).ifPresent(family -> clientSession.setNote(NEWEST + family, issued.getId()));
        }
    }

    /** Keycloak gives all tokens that descend from one authorization the same id, in realms that rotate. */
    private static Optional<String> family(RefreshToken token) {
        return Optional.ofNullable(token.getOtherClaims().get(Constants.REUSE_ID))
                .map(String::valueOf);
    }
}

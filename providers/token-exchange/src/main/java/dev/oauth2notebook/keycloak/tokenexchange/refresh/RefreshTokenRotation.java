package dev.oauth2notebook.keycloak.tokenexchange.refresh;

import java.util.Optional;
import org.keycloak.OAuthErrorException;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.Constants;
import org.keycloak.models.RealmModel;
import org.keycloak.representations.RefreshToken;

/**
 * Detects reused refresh tokens (RFC 9700 §4.14.2). Keycloak distinguishes older from newer tokens by {@code iat},
 * which has a resolution of one second, so it accepts an old token again if a family was rotated twice within one
 * second. This class therefore stores the newest token of each token family (the tokens that descend from one
 * authorization) in the client session. Only that token and the one that was used last, whose reuse Keycloak detects
 * itself, are not stale.
 */
public final class RefreshTokenRotation {

    /** Prefix of the client session note with the id of the newest token; the id of the token family follows. */
    private static final String NEWEST = "refresh-token-newest:";

    private RefreshTokenRotation() {}

    /** Returns whether a realm rotates refresh tokens and allows no reuse. */
    static boolean isStrict(RealmModel realm) {
        return realm.isRevokeRefreshToken() && realm.getRefreshTokenMaxReuse() == 0;
    }

    /**
     * Refuses a stale token. As Keycloak does for reused tokens, this ends the client session and thus all tokens of
     * the family.
     *
     * @param realm the realm of the request
     * @param token the refresh token in the request, verified
     * @param clientSession the client session of the token
     * @throws OAuthErrorException {@code invalid_grant} if the token is stale
     */
    public static void check(RealmModel realm, RefreshToken token, AuthenticatedClientSessionModel clientSession)
            throws OAuthErrorException {
        if (isStale(realm, token, clientSession)) {
            clientSession.detachFromUserSession();
            throw new OAuthErrorException(OAuthErrorException.INVALID_GRANT, "Stale token");
        }
    }

    /** Returns whether a token is neither the newest of its family nor the one that was used last. */
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
     * Records the newest token of a family.
     *
     * @param realm the realm of the request
     * @param issued the new refresh token; {@code null} if the client gets none
     * @param clientSession the client session of the token
     */
    public static void recordIssued(
            RealmModel realm, RefreshToken issued, AuthenticatedClientSessionModel clientSession) {
        if (issued != null && isStrict(realm)) {
            family(issued).ifPresent(family -> clientSession.setNote(NEWEST + family, issued.getId()));
        }
    }

    /** Returns the id of the token family, which Keycloak adds in realms that rotate refresh tokens. */
    private static Optional<String> family(RefreshToken token) {
        return Optional.ofNullable(token.getOtherClaims().get(Constants.REUSE_ID))
                .map(String::valueOf);
    }
}

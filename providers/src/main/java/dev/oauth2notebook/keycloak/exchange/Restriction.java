package dev.oauth2notebook.keycloak.exchange;

import dev.oauth2notebook.keycloak.exchange.decision.Decision.Grant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.representations.AccessToken;
import org.keycloak.representations.RefreshToken;

/**
 * What an exchanged token is cut down to, and every token that comes of it by refreshing.
 *
 * @param audiences exactly its {@code aud}
 * @param scopes all that its {@code scope} may have
 * @param roles all that it may have of roles
 * @param idToken whether an ID token may come beside it
 * @param expiresAt latest {@code exp}, seconds since the epoch
 */
record Restriction(List<String> audiences, List<String> scopes, List<String> roles, boolean idToken, long expiresAt) {

    private static final String CLAIM = "exchanged";
    private static final String AUDIENCES = "aud";
    private static final String SCOPES = "scope";
    private static final String ROLES = "roles";
    private static final String ID_TOKEN = "id_token";
    private static final String EXPIRES_AT = "exp";

    /** Returns the restriction of a grant that is issued now. */
    static Restriction of(Grant grant, long now) {
        return new Restriction(
                List.copyOf(grant.audiences()),
                List.copyOf(grant.scopes()),
                List.copyOf(grant.roles()),
                grant.idToken(),
                now + grant.lifetime());
    }

    /** Reads the restriction that a refresh token carries; empty if it does not come of an exchange. */
    static Optional<Restriction> of(RefreshToken token) {
        return token.getOtherClaims().get(CLAIM) instanceof Map<?, ?> claim
                ? Optional.of(new Restriction(
                        texts(claim.get(AUDIENCES)),
                        texts(claim.get(SCOPES)),
                        texts(claim.get(ROLES)),
                        Boolean.TRUE.equals(claim.get(ID_TOKEN)),
                        ((Number) claim.get(EXPIRES_AT)).longValue()))
                : Optional.empty();
    }

    /** Remembers this for the rest of the request. */
    void put(ClientSessionContext context) {
        context.setAttribute(CLAIM, this);
    }

    /** Finds the restriction of the tokens that a request issues. */
    static Optional<Restriction> find(ClientSessionContext context) {
        return Optional.ofNullable(context.getAttribute(CLAIM, Restriction.class));
    }

    void apply(AccessToken token) {
        token.audience(audiences.toArray(String[]::new));
        token.exp(Math.min(token.getExp(), expiresAt));
        token.getResourceAccess().keySet().retainAll(audiences);
        TokenRoles.retain(token, roles);
    }

    void apply(RefreshToken token) {
        token.exp(token.getExp() == null || token.getExp() == 0 ? expiresAt : Math.min(token.getExp(), expiresAt));
        token.setOtherClaims(
                CLAIM,
                Map.of(AUDIENCES, audiences, SCOPES, scopes, ROLES, roles, ID_TOKEN, idToken, EXPIRES_AT, expiresAt));
    }

    /** One that an older version has issued lacks some of the claims: then it allows none of what they would. */
    private static List<String> texts(Object values) {
        return values == null
                ? List.of()
                : ((Collection<?>) values).stream().map(String.class::cast).toList();
    }
}

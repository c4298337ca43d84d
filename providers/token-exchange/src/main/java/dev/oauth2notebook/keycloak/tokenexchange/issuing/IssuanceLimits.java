package dev.oauth2notebook.keycloak.tokenexchange.issuing;

import dev.oauth2notebook.keycloak.tokenexchange.decision.Decision.Grant;
import dev.oauth2notebook.keycloak.tokenexchange.decision.MayAct;
import dev.oauth2notebook.keycloak.tokenexchange.decision.SubjectToken;
import dev.oauth2notebook.keycloak.tokenexchange.refresh.RefreshedExchange;
import dev.oauth2notebook.keycloak.tokenexchange.tokens.ActorClaims;
import dev.oauth2notebook.keycloak.tokenexchange.tokens.TokenRoles;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.representations.AccessToken;
import org.keycloak.representations.RefreshToken;

/**
 * What an exchanged token is cut down to, and every token that comes of it by refreshing, where {@link RefreshedExchange}
 * asks the policy again.
 *
 * @param audiences exactly its {@code aud}
 * @param scopes all that its {@code scope} may have
 * @param roles all that it may have of roles
 * @param idToken whether an ID token may come beside it
 * @param expiresAt latest {@code exp}, seconds since the epoch
 * @param mayAct who may act for the subject (RFC 8693 §4.4), as the subject token said; {@code null} if it did not
 */
public record IssuanceLimits(
        List<String> audiences,
        List<String> scopes,
        List<String> roles,
        boolean idToken,
        long expiresAt,
        MayAct mayAct) {

    private static final String CLAIM = "exchanged";
    private static final String AUDIENCES = "aud";
    private static final String SCOPES = "scope";
    private static final String ROLES = "roles";
    private static final String ID_TOKEN = "id_token";
    private static final String EXPIRES_AT = "exp";

    /** Returns the restriction of a grant that is issued now for a subject token. */
    public static IssuanceLimits of(Grant grant, SubjectToken subject, long now) {
        return new IssuanceLimits(
                List.copyOf(grant.audiences()),
                List.copyOf(grant.scopes()),
                List.copyOf(grant.roles()),
                grant.idToken(),
                now + grant.lifetime(),
                subject.mayAct());
    }

    /** Reads the restriction that a refresh token carries; empty if it does not come of an exchange. */
    public static Optional<IssuanceLimits> of(RefreshToken token) {
        return token.getOtherClaims().get(CLAIM) instanceof Map<?, ?> claim
                ? Optional.of(new IssuanceLimits(
                        strings(claim.get(AUDIENCES)),
                        strings(claim.get(SCOPES)),
                        strings(claim.get(ROLES)),
                        Boolean.TRUE.equals(claim.get(ID_TOKEN)),
                        ((Number) claim.get(EXPIRES_AT)).longValue(),
                        ActorClaims.toMayAct(claim.get(ActorClaims.MAY_ACT))))
                : Optional.empty();
    }

    /**
     * Narrows the scopes.
     *
     * @param allowed names of the scopes that other client policies allow; {@code null}: they do not restrict any
     */
    public IssuanceLimits withinScopes(Collection<String> allowed) {
        return allowed == null
                ? this
                : new IssuanceLimits(
                        audiences,
                        scopes.stream().filter(allowed::contains).toList(),
                        roles,
                        idToken,
                        expiresAt,
                        mayAct);
    }

    /** Remembers this for the rest of the request. */
    public void put(ClientSessionContext context) {
        context.setAttribute(CLAIM, this);
    }

    /** Finds the restriction of the tokens that a request issues. */
    static Optional<IssuanceLimits> find(ClientSessionContext context) {
        return Optional.ofNullable(context.getAttribute(CLAIM, IssuanceLimits.class));
    }

    public void apply(AccessToken token) {
        token.audience(audiences.toArray(String[]::new));
        token.exp(Math.min(token.getExp(), expiresAt));
        token.getResourceAccess().keySet().retainAll(audiences);
        TokenRoles.retain(token, roles);
    }

    public void apply(RefreshToken token) {
        token.exp(token.getExp() == null || token.getExp() == 0 ? expiresAt : Math.min(token.getExp(), expiresAt));
        Map<String, Object> claim = new HashMap<>();
        claim.put(AUDIENCES, audiences);
        claim.put(SCOPES, scopes);
        claim.put(ROLES, roles);
        claim.put(ID_TOKEN, idToken);
        claim.put(EXPIRES_AT, expiresAt);
        if (mayAct != null) {
            claim.put(ActorClaims.MAY_ACT, ActorClaims.toClaim(mayAct));
        }
        token.setOtherClaims(CLAIM, claim);
    }

    /** One that an older version has issued lacks some of the claims: then it allows none of what they would. */
    private static List<String> strings(Object values) {
        return values == null
                ? List.of()
                : ((Collection<?>) values).stream().map(String.class::cast).toList();
    }
}

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
import java.util.stream.Stream;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.representations.AccessToken;
import org.keycloak.representations.RefreshToken;

/**
 * The limits of an exchanged token, and of the tokens that its refresh token obtains. A refresh token carries them in
 * the claim {@code exchanged}; during a request, they are an attribute of the {@link ClientSessionContext}.
 *
 * @param audiences the token's {@code aud}
 * @param resources URIs in {@code aud}, in addition to the client ids for which they stand (RFC 8707 §2)
 * @param scopes the scopes that the token may have
 * @param roles the roles that the token may have, in the notation of {@link TokenRoles}
 * @param idToken whether an ID token may be issued with the token
 * @param expiresAt latest {@code exp}, in seconds since the epoch
 * @param mayAct {@code may_act} of the subject token (RFC 8693 §4.4); {@code null} if it has none
 * @see IssuedClaimsProcessor
 * @see RefreshedExchange
 */
public record IssuanceLimits(
        List<String> audiences,
        List<String> resources,
        List<String> scopes,
        List<String> roles,
        boolean idToken,
        long expiresAt,
        MayAct mayAct)
        implements TokenLimits {

    private static final String CLAIM = "exchanged";
    private static final String AUDIENCES = "aud";
    private static final String RESOURCES = "resource";
    private static final String SCOPES = "scope";
    private static final String ROLES = "roles";
    private static final String ID_TOKEN = "id_token";
    private static final String EXPIRES_AT = "exp";

    /**
     * Returns the limits of a token that is issued for a grant.
     *
     * @param now current time in seconds since the epoch
     */
    public static IssuanceLimits of(Grant grant, SubjectToken subject, long now) {
        return new IssuanceLimits(
                List.copyOf(grant.audiences()),
                List.of(),
                List.copyOf(grant.scopes()),
                List.copyOf(grant.roles()),
                grant.idToken(),
                now + grant.lifetime(),
                subject.mayAct());
    }

    /** Returns the limits in a refresh token; empty if it was not issued by an exchange that the policy granted. */
    public static Optional<IssuanceLimits> of(RefreshToken token) {
        return token.getOtherClaims().get(CLAIM) instanceof Map<?, ?> claim
                ? Optional.of(new IssuanceLimits(
                        strings(claim.get(AUDIENCES)),
                        strings(claim.get(RESOURCES)),
                        strings(claim.get(SCOPES)),
                        strings(claim.get(ROLES)),
                        Boolean.TRUE.equals(claim.get(ID_TOKEN)),
                        ((Number) claim.get(EXPIRES_AT)).longValue(),
                        ActorClaims.toMayAct(claim.get(ActorClaims.MAY_ACT))))
                : Optional.empty();
    }

    /**
     * Returns these limits without the scopes that other client policies do not allow.
     *
     * @param allowed names of the allowed scopes; {@code null} if the policies do not restrict scopes
     */
    public IssuanceLimits withinScopes(Collection<String> allowed) {
        return allowed == null
                ? this
                : new IssuanceLimits(
                        audiences,
                        resources,
                        scopes.stream().filter(allowed::contains).toList(),
                        roles,
                        idToken,
                        expiresAt,
                        mayAct);
    }

    /** Returns these limits without an ID token, if {@code allowed} is false. */
    public IssuanceLimits withIdToken(boolean allowed) {
        return new IssuanceLimits(audiences, resources, scopes, roles, idToken && allowed, expiresAt, mayAct);
    }

    /** Returns these limits with URIs that stand for some of the audiences. */
    public IssuanceLimits withResources(Collection<String> uris) {
        return new IssuanceLimits(audiences, List.copyOf(uris), scopes, roles, idToken, expiresAt, mayAct);
    }

    /** Stores these limits for the tokens that are issued in a context. */
    public void put(ClientSessionContext context) {
        context.setAttribute(CLAIM, this);
    }

    /** Returns the limits that were stored in a context. */
    static Optional<IssuanceLimits> find(ClientSessionContext context) {
        return Optional.ofNullable(context.getAttribute(CLAIM, IssuanceLimits.class));
    }

    /** Returns {@code aud}: the resources, then the client ids. */
    public List<String> audience() {
        return Stream.concat(resources.stream(), audiences.stream()).distinct().toList();
    }

    /** Limits the audience, expiry and roles of an access token. */
    @Override
    public void apply(AccessToken token) {
        token.audience(audience().toArray(String[]::new));
        token.exp(Math.min(token.getExp(), expiresAt));
        token.getResourceAccess().keySet().retainAll(audiences);
        TokenRoles.retain(token, roles);
    }

    /** Limits the expiry of a refresh token, and adds the claim that {@link #of(RefreshToken)} reads. */
    public void apply(RefreshToken token) {
        token.exp(token.getExp() == null || token.getExp() == 0 ? expiresAt : Math.min(token.getExp(), expiresAt));
        Map<String, Object> claim = new HashMap<>();
        claim.put(AUDIENCES, audiences);
        claim.put(RESOURCES, resources);
        claim.put(SCOPES, scopes);
        claim.put(ROLES, roles);
        claim.put(ID_TOKEN, idToken);
        claim.put(EXPIRES_AT, expiresAt);
        if (mayAct != null) {
            claim.put(ActorClaims.MAY_ACT, ActorClaims.toClaim(mayAct));
        }
        token.setOtherClaims(CLAIM, claim);
    }

    /** Treats a missing member as an empty list: refresh tokens of older versions do not have all members. */
    private static List<String> strings(Object values) {
        return values == null
                ? List.of()
                : ((Collection<?>) values).stream().map(String.class::cast).toList();
    }
}

package dev.oauth2notebook.keycloak.tokenexchange.decision;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Evaluates a request against one permit: the properties that each {@link PolicyCheck} tests, and what is granted if
 * all of them pass.
 *
 * @param now seconds since the epoch
 */
record PermitEvaluation(Permit permit, ExchangeRequest request, long now) {

    /** The scope that requests an offline session, which outlives the user's session (OpenID Connect Core §11). */
    static final String OFFLINE_ACCESS = "offline_access";

    SubjectToken subject() {
        return request.subject();
    }

    boolean hasActor() {
        return request.actor() != null;
    }

    boolean requests(TokenType type) {
        return request.tokenType() == type;
    }

    boolean requestsScope(String scope) {
        return request.requestedScopes() != null && request.requestedScopes().contains(scope);
    }

    /** Returns whether the given scopes cover all requested ones; true if the request names no scopes. */
    boolean requestsOnly(Collection<String> scopes) {
        return request.requestedScopes() == null || comparison().coversAll(scopes, request.requestedScopes());
    }

    /** Returns whether a requested scope should have a path in normal form, but does not. */
    boolean requestsMalformedPath() {
        return request.requestedScopes() != null
                && request.requestedScopes().stream().anyMatch(comparison()::isMalformed);
    }

    /** Returns the scopes that the permit allows: those it lists, or those of the subject token if it lists none. */
    Set<String> permittedScopes() {
        return permit.scopes().isEmpty() ? subject().scopes() : permit.scopes();
    }

    boolean acceptsActorClient(String client) {
        return permit.actorClients().isEmpty()
                ? client.equals(request.requester())
                : permit.actorClients().contains(client);
    }

    /** Returns whether the actor token was issued to the requester, or has the requester as audience. */
    boolean requesterMayUseActorToken() {
        ActorToken actor = request.actor();
        return actor.client().equals(request.requester()) || actor.audience().contains(request.requester());
    }

    /**
     * Returns whether {@code may_act} names the acting party: the actor, or the requester if there is no actor token.
     */
    boolean mayActMatches() {
        MayAct mayAct = subject().mayAct();
        return hasActor()
                ? mayAct.names(request.actor().client(), request.actor().sub())
                : mayAct.names(request.requester(), request.requesterSub());
    }

    boolean impersonates() {
        return hasActor() && permit.actorSemantics() == ActorSemantics.IMPERSONATION;
    }

    /**
     * Returns the chain to issue (RFC 8693 §4.1): for a delegation, the actor followed by the subject token's chain.
     */
    Actor chain() {
        if (!hasActor() || impersonates()) {
            return subject().act();
        }
        ActorToken actor = request.actor();
        return new Actor(actor.sub(), actor.client(), actor.issuer(), subject().act());
    }

    /** Returns whether a delegation would add an actor that is already in the subject token's chain. */
    boolean isCycle() {
        if (!hasActor() || impersonates()) {
            return false;
        }
        for (Actor link = subject().act(); link != null; link = link.previous()) {
            if (link.sub().equals(request.actor().sub())) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether the permit accepts the client of each link of the chain to issue. */
    boolean acceptsChain() {
        for (Actor link = chain(); link != null; link = link.previous()) {
            if (!permit.chainClients().isEmpty() && !permit.chainClients().contains(link.clientId())) {
                return false;
            }
        }
        return true;
    }

    int depth() {
        Actor chain = chain();
        return chain == null ? 0 : chain.depth();
    }

    /**
     * Returns the lifetime to issue, in seconds: at most the permit's limit, and never beyond the subject token's
     * expiry; 0 if the subject token has expired.
     */
    long lifetime() {
        if (subject().expiresAt() <= now) {
            return 0;
        }
        long left = subject().expiresAt() - now;
        boolean overflow = left < 0;
        return overflow ? permit.maxLifetime() : Math.min(left, permit.maxLifetime());
    }

    /** Returns the permit with the first check that the request fails. */
    ConsideredPermit result() {
        return new ConsideredPermit(permit.name(), PolicyCheck.firstFailed(this).orElse(null));
    }

    Decision.Grant grant() {
        return new Decision.Grant(
                permit.name(),
                scopes(),
                roles(),
                audiences(),
                lifetime(),
                chain(),
                hasActor() ? permit.actorSemantics() : null,
                permit.requestedTokenTypes().contains(TokenType.ID_TOKEN));
    }

    private Set<String> audiences() {
        Set<String> targets = request.targets();
        return targets.isEmpty() ? permit.audiences() : targets;
    }

    /** Returns the subject token's roles, limited to those of the permit if it lists any. */
    private Set<String> roles() {
        Set<String> roles = new LinkedHashSet<>(subject().roles());
        if (!permit.roles().isEmpty()) {
            roles.retainAll(permit.roles());
        }
        return roles;
    }

    /**
     * Returns the requested scopes, which the checks have accepted. If none were requested, returns the scopes common
     * to the subject token, the permit and the requester's assigned scopes, except {@code offline_access}.
     */
    private Set<String> scopes() {
        if (request.requestedScopes() != null) {
            return request.requestedScopes();
        }
        Set<String> scopes = comparison()
                .common(comparison().common(subject().scopes(), permittedScopes()), request.assignedScopes());
        scopes.remove(OFFLINE_ACCESS);
        return scopes;
    }

    private ScopeComparison comparison() {
        return new ScopeComparison(permit.pathScopes());
    }
}

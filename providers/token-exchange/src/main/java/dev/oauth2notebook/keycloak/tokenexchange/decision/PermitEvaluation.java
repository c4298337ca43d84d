package dev.oauth2notebook.keycloak.tokenexchange.decision;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * A request held against one permit: what would be issued if no check of {@link PolicyCheck} fails.
 *
 * @param now seconds since the epoch
 */
record PermitEvaluation(Permit permit, ExchangeRequest request, long now) {

    /** The scope that makes a session outlive its user's (OpenID Connect Core §11). */
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

    /** Tells whether all scopes that are asked for are among the given ones. */
    boolean requestsOnly(Collection<String> scopes) {
        return request.requestedScopes() == null || scopes.containsAll(request.requestedScopes());
    }

    /** Returns the scopes that the permit lets through: its own, or else those of the subject token. */
    Set<String> permittedScopes() {
        return permit.scopes().isEmpty() ? subject().scopes() : permit.scopes();
    }

    boolean acceptsActorClient(String client) {
        return permit.actorClients().isEmpty()
                ? client.equals(request.requester())
                : permit.actorClients().contains(client);
    }

    /** Tells whether the actor token is in the requester's hands by right: issued to it, or for it. */
    boolean requesterMayUseActorToken() {
        ActorToken actor = request.actor();
        return actor.client().equals(request.requester()) || actor.audience().contains(request.requester());
    }

    /** Tells whether {@code may_act} names who is going to act: the actor, or without one the requester. */
    boolean mayActMatches() {
        MayAct mayAct = subject().mayAct();
        return hasActor()
                ? mayAct.names(request.actor().client(), request.actor().sub())
                : mayAct.names(request.requester(), request.requesterSub());
    }

    boolean impersonates() {
        return hasActor() && permit.actorSemantics() == ActorSemantics.IMPERSONATION;
    }

    /** Returns the chain to issue (RFC 8693 §4.1): the subject's, below the actor if one is delegated to. */
    Actor chain() {
        if (!hasActor() || impersonates()) {
            return subject().act();
        }
        ActorToken actor = request.actor();
        return new Actor(actor.sub(), actor.client(), actor.issuer(), subject().act());
    }

    /** Returns whether the actor is in the subject token's chain already: it would act for itself through others. */
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

    int depth() {
        Actor chain = chain();
        return chain == null ? 0 : chain.depth();
    }

    /** Returns the lifetime to issue: up to the subject token's expiry or the permit's limit; 0 if nothing is left. */
    long lifetime() {
        if (subject().expiresAt() <= now) {
            return 0;
        }
        long left = subject().expiresAt() - now;
        boolean overflow = left < 0;
        return overflow ? permit.maxLifetime() : Math.min(left, permit.maxLifetime());
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

    /** Never more than the subject token has. */
    private Set<String> roles() {
        Set<String> roles = new LinkedHashSet<>(subject().roles());
        if (!permit.roles().isEmpty()) {
            roles.retainAll(permit.roles());
        }
        return roles;
    }

    /** What is asked for has been checked; otherwise all that the subject, the permit and the assignment share. */
    private Set<String> scopes() {
        if (request.requestedScopes() != null) {
            return request.requestedScopes();
        }
        Set<String> scopes = new LinkedHashSet<>(subject().scopes());
        scopes.retainAll(permittedScopes());
        scopes.retainAll(request.assignedScopes());
        scopes.remove(OFFLINE_ACCESS);
        return scopes;
    }
}

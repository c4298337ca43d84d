package dev.oauth2notebook.keycloak.tokenexchange.decision;

import java.math.BigInteger;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * A second, independent implementation of the policy. It follows the documentation of the permits, describes which
 * requests are covered rather than which are refused, and calls no method of the policy.
 */
final class Oracle {

    private Oracle() {}

    static boolean covers(Permit permit, ExchangeRequest request, long now) {
        return (permit.requesters().isEmpty() || permit.requesters().contains(request.requester()))
                && permit.subjectClients().contains(request.subject().client())
                && permit.requestedTokenTypes().contains(request.tokenType())
                && coversTarget(permit, request)
                && coversScopes(permit, request)
                && (request.actor() == null ? coversWithoutActor(permit, request) : coversWithActor(permit, request))
                && (permit.chainClients().isEmpty()
                        || onlyClients(grantedChain(permit, request), permit.chainClients()))
                && links(grantedChain(permit, request)) <= permit.maxDepth()
                && request.subject().expiresAt() > now;
    }

    static Decision.Grant grant(Permit permit, ExchangeRequest request, long now) {
        Set<String> audiences = new LinkedHashSet<>();
        request.audiences().forEach(audiences::add);
        request.resources().forEach(audiences::add);
        Set<String> scopes =
                request.requestedScopes() == null ? OracleScopes.granted(permit, request) : request.requestedScopes();
        Set<String> roles = new LinkedHashSet<>();
        for (String role : request.subject().roles()) {
            if (permit.roles().isEmpty() || permit.roles().contains(role)) {
                roles.add(role);
            }
        }
        return new Decision.Grant(
                permit.name(),
                scopes,
                roles,
                audiences.isEmpty() ? permit.audiences() : audiences,
                BigInteger.valueOf(request.subject().expiresAt())
                        .subtract(BigInteger.valueOf(now))
                        .min(BigInteger.valueOf(permit.maxLifetime()))
                        .longValueExact(),
                grantedChain(permit, request),
                request.actor() == null ? null : permit.actorSemantics(),
                permit.requestedTokenTypes().contains(TokenType.ID_TOKEN));
    }

    private static boolean coversTarget(Permit permit, ExchangeRequest request) {
        for (String audience : request.audiences()) {
            if (!permit.audiences().contains(audience)) {
                return false;
            }
        }
        for (String resource : request.resources()) {
            if (!permit.audiences().contains(resource)) {
                return false;
            }
        }
        int requested = request.audiences().size() + request.resources().size();
        return requested > 0 || !permit.requireAudience();
    }

    private static boolean coversScopes(Permit permit, ExchangeRequest request) {
        if (request.requestedScopes() != null) {
            for (String scope : request.requestedScopes()) {
                if (!mayHave(permit, request, scope)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean mayHave(Permit permit, ExchangeRequest request, String scope) {
        return !scope.equals("offline_access")
                && OracleScopes.has(permit, request.subject().scopes(), scope)
                && OracleScopes.has(permit, request.assignedScopes(), scope)
                && (permit.scopes().isEmpty() || OracleScopes.has(permit, permit.scopes(), scope));
    }

    private static boolean coversWithoutActor(Permit permit, ExchangeRequest request) {
        boolean refreshable = request.subject().act() == null;
        return permit.actor() != ActorRule.REQUIRED
                && (refreshable || request.tokenType() != TokenType.REFRESH_TOKEN)
                && isNamed(permit, request, request.requester(), request.requesterSub());
    }

    private static boolean coversWithActor(Permit permit, ExchangeRequest request) {
        ActorToken actor = request.actor();
        boolean own = actor.client().equals(request.requester());
        boolean accepted =
                permit.actorClients().isEmpty() ? own : permit.actorClients().contains(actor.client());
        boolean usableByRequester = own || actor.audience().contains(request.requester());
        boolean notTheSubject = !actor.sub().equals(request.subject().sub());
        boolean notInChain = !acts(actor.sub(), request.subject().act());
        boolean hidesNobody = permit.actorSemantics() == ActorSemantics.DELEGATION
                || request.subject().act() == null;
        return permit.actor() != ActorRule.FORBIDDEN
                && request.tokenType() != TokenType.REFRESH_TOKEN
                && accepted
                && usableByRequester
                && notTheSubject
                && notInChain
                && hidesNobody
                && !actor.delegated()
                && isNamed(permit, request, actor.client(), actor.sub());
    }

    private static boolean isNamed(Permit permit, ExchangeRequest request, String clientId, String sub) {
        MayAct named = request.subject().mayAct();
        if (named == null) {
            return !permit.requireMayAct();
        }
        for (MayAct.Party party : named.parties()) {
            boolean client = party.clientId() != null && party.clientId().equals(clientId);
            boolean user = party.sub() != null && party.sub().equals(sub);
            if (client && user || client && party.sub() == null || user && party.clientId() == null) {
                return true;
            }
        }
        return false;
    }

    private static Actor grantedChain(Permit permit, ExchangeRequest request) {
        ActorToken actor = request.actor();
        return actor != null && permit.actorSemantics() == ActorSemantics.DELEGATION
                ? new Actor(
                        actor.sub(),
                        actor.client(),
                        actor.issuer(),
                        request.subject().act())
                : request.subject().act();
    }

    private static boolean acts(String sub, Actor chain) {
        return chain != null && (chain.sub().equals(sub) || acts(sub, chain.previous()));
    }

    private static boolean onlyClients(Actor chain, Set<String> clients) {
        return chain == null || clients.contains(chain.clientId()) && onlyClients(chain.previous(), clients);
    }

    private static int links(Actor chain) {
        return chain == null ? 0 : 1 + links(chain.previous());
    }
}

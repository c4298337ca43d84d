package dev.oauth2notebook.keycloak.tokenexchange.decision;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * One permit of the token-exchange policy: which exchanges it grants, and what may be issued for them. The components
 * correspond to the configuration keys of the client-policy executor {@code token-exchange-permit}.
 *
 * @param name name of the permit in events
 * @param requesters ids of the clients that may use the permit; empty: any client
 * @param subjectClients {@code azp} of the subject tokens that are accepted; at least one
 * @param audiences targets that may be requested; at least one
 * @param requireAudience whether a request without a target is refused; if false, it is granted for all
 *     {@code audiences}
 * @param scopes scopes that may be granted; empty: those of the subject token
 * @param pathScopes names of the scopes that are compared by path, see {@link PathScope}; empty: none
 * @param roles roles that may be granted; empty: those of the subject token
 * @param requestedTokenTypes token types that may be requested; at least one
 * @param actor whether an actor token is accepted
 * @param actorClients {@code azp} of the actor tokens that are accepted; empty: only the requester
 * @param chainClients {@code client_id} that each link of the {@code act} chain of an issued token must have; empty: any
 * @param actorSemantics how an actor acts for the subject (key {@code acting})
 * @param requireMayAct whether the subject token must name the acting party in {@code may_act} (RFC 8693 §4.4)
 * @param maxDepth maximum number of links in the {@code act} chain of an issued token, at least 1
 * @param maxLifetime maximum lifetime of an issued token in seconds, at least 1
 */
public record Permit(
        String name,
        Set<String> requesters,
        Set<String> subjectClients,
        Set<String> audiences,
        boolean requireAudience,
        Set<String> scopes,
        Set<String> pathScopes,
        Set<String> roles,
        Set<TokenType> requestedTokenTypes,
        ActorRule actor,
        Set<String> actorClients,
        Set<String> chainClients,
        ActorSemantics actorSemantics,
        boolean requireMayAct,
        int maxDepth,
        long maxLifetime) {

    /** Default of {@link #requireAudience}. */
    public static final boolean DEFAULT_REQUIRE_AUDIENCE = true;

    /** Default of {@link #requestedTokenTypes}. */
    public static final Set<TokenType> DEFAULT_REQUESTED_TOKEN_TYPES =
            Collections.unmodifiableSet(EnumSet.of(TokenType.ACCESS_TOKEN, TokenType.JWT));

    /** Default of {@link #actor}. */
    public static final ActorRule DEFAULT_ACTOR = ActorRule.FORBIDDEN;

    /** Default of {@link #actorSemantics}. */
    public static final ActorSemantics DEFAULT_ACTOR_SEMANTICS = ActorSemantics.DELEGATION;

    /** Default of {@link #requireMayAct}. */
    public static final boolean DEFAULT_REQUIRE_MAY_ACT = false;

    /** Default of {@link #maxDepth}. */
    public static final int DEFAULT_MAX_DEPTH = 1;

    /** Default of {@link #maxLifetime}, in seconds. */
    public static final long DEFAULT_MAX_LIFETIME = 300;

    /**
     * Copies the collections.
     *
     * @throws NullPointerException if an argument is {@code null}
     * @throws IllegalArgumentException if a set that needs an element is empty, or a limit is less than 1
     */
    public Permit {
        requireNonNull(name, "name");
        requesters = OrderedSets.copyOf(requesters, "requesters");
        subjectClients = OrderedSets.copyOfNonEmpty(subjectClients, "subjectClients");
        audiences = OrderedSets.copyOfNonEmpty(audiences, "audiences");
        scopes = OrderedSets.copyOf(scopes, "scopes");
        pathScopes = OrderedSets.copyOf(pathScopes, "pathScopes");
        roles = OrderedSets.copyOf(roles, "roles");
        requestedTokenTypes = OrderedSets.copyOfNonEmpty(requestedTokenTypes, "requestedTokenTypes");
        requireNonNull(actor, "actor");
        actorClients = OrderedSets.copyOf(actorClients, "actorClients");
        chainClients = OrderedSets.copyOf(chainClients, "chainClients");
        requireNonNull(actorSemantics, "actorSemantics");
        requirePositive(maxDepth, "maxDepth");
        requirePositive(maxLifetime, "maxLifetime");
    }

    /** Returns whether a client may use this permit. */
    boolean appliesTo(String requester) {
        return requesters.isEmpty() || requesters.contains(requester);
    }

    private static void requirePositive(long value, String name) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " is " + value + ", less than 1");
        }
    }
}

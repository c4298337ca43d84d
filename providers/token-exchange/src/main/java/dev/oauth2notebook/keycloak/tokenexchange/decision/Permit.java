package dev.oauth2notebook.keycloak.tokenexchange.decision;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * One permit: which exchanges are granted, and what is issued.
 *
 * @param name of the permit, for events
 * @param requesters ids of the clients that may use the permit; empty: any client
 * @param subjectClients {@code azp} of the subject tokens that are taken; at least one
 * @param audiences target audiences that may be asked for; at least one
 * @param requireAudience whether a request that names no target is refused; otherwise it is for all the audiences
 * @param scopes scopes that may be granted; empty: those of the subject token
 * @param roles roles that may be granted; empty: those of the subject token
 * @param requestedTokenTypes what may be asked for as {@code requested_token_type}; at least one
 * @param actor whether an actor token is taken
 * @param actorClients {@code azp} of the actor tokens that are taken; empty: the requester only
 * @param actorSemantics how an actor acts for the subject
 * @param requireMayAct whether the subject token must name who acts in {@code may_act} (RFC 8693 §4.4)
 * @param maxDepth number of links of the longest {@code act} chain that is issued, at least 1
 * @param maxLifetime longest lifetime of what is issued, seconds, at least 1
 */
public record Permit(
        String name,
        Set<String> requesters,
        Set<String> subjectClients,
        Set<String> audiences,
        boolean requireAudience,
        Set<String> scopes,
        Set<String> roles,
        Set<TokenType> requestedTokenTypes,
        ActorRule actor,
        Set<String> actorClients,
        ActorSemantics actorSemantics,
        boolean requireMayAct,
        int maxDepth,
        long maxLifetime) {

    /** {@link #requireAudience} of a permit that does not say. */
    public static final boolean DEFAULT_REQUIRE_AUDIENCE = true;

    /** {@link #requestedTokenTypes} of a permit that does not say. */
    public static final Set<TokenType> DEFAULT_REQUESTED_TOKEN_TYPES =
            Collections.unmodifiableSet(EnumSet.of(TokenType.ACCESS_TOKEN, TokenType.JWT));

    /** {@link #actor} of a permit that does not say. */
    public static final ActorRule DEFAULT_ACTOR = ActorRule.FORBIDDEN;

    /** {@link #actorSemantics} of a permit that does not say. */
    public static final ActorSemantics DEFAULT_ACTOR_SEMANTICS = ActorSemantics.DELEGATION;

    /** {@link #requireMayAct} of a permit that does not say. */
    public static final boolean DEFAULT_REQUIRE_MAY_ACT = false;

    /** {@link #maxDepth} of a permit that does not say. */
    public static final int DEFAULT_MAX_DEPTH = 1;

    /** {@link #maxLifetime} of a permit that does not say, seconds. */
    public static final long DEFAULT_MAX_LIFETIME = 300;

    /** Checks and copies the arguments. */
    public Permit {
        requireNonNull(name, "name");
        requesters = OrderedSets.copyOf(requesters, "requesters");
        subjectClients = OrderedSets.copyOfNonEmpty(subjectClients, "subjectClients");
        audiences = OrderedSets.copyOfNonEmpty(audiences, "audiences");
        scopes = OrderedSets.copyOf(scopes, "scopes");
        roles = OrderedSets.copyOf(roles, "roles");
        requestedTokenTypes = OrderedSets.copyOfNonEmpty(requestedTokenTypes, "requestedTokenTypes");
        requireNonNull(actor, "actor");
        actorClients = OrderedSets.copyOf(actorClients, "actorClients");
        requireNonNull(actorSemantics, "actorSemantics");
        requirePositive(maxDepth, "maxDepth");
        requirePositive(maxLifetime, "maxLifetime");
    }

    /** Tells whether a client may use this permit. */
    boolean appliesTo(String requester) {
        return requesters.isEmpty() || requesters.contains(requester);
    }

    private static void requirePositive(long value, String name) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " is " + value + ", less than 1");
        }
    }
}

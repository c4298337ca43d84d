package dev.oauth2notebook.keycloak.tokenexchange.decision;

import static dev.oauth2notebook.keycloak.tokenexchange.decision.ErrorCode.INVALID_REQUEST;
import static dev.oauth2notebook.keycloak.tokenexchange.decision.ErrorCode.INVALID_SCOPE;
import static dev.oauth2notebook.keycloak.tokenexchange.decision.ErrorCode.INVALID_TARGET;
import static dev.oauth2notebook.keycloak.tokenexchange.decision.ErrorCode.UNAUTHORIZED_CLIENT;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Every check of the policy and the refusal that it makes, in the order in which a permit is checked: requester,
 * subject, token type, target, scope, actor, {@code may_act}, chain, lifetime. A permit got further than another if it
 * failed at a later constant.
 *
 * <p>Descriptions are for the client and constant, so that they cannot tell what a permit permits.
 */
public enum PolicyCheck {
    /** No permit is for the requester (RFC 6749 §5.2). */
    NO_PERMIT(
            UNAUTHORIZED_CLIENT, "This client may not exchange tokens", "no permit is for this requester", e -> false),

    /** The subject token is of another client than the permit takes (RFC 8693 §2.2.2). */
    SUBJECT_CLIENT(
            INVALID_REQUEST,
            "This client may not exchange a subject_token that was issued to that client",
            "does not take subject tokens of this client",
            e -> !e.permit().subjectClients().contains(e.subject().client())),

    /** The permit does not convert to the token type that is asked for (RFC 8693 §2.1). */
    TOKEN_TYPE(
            INVALID_REQUEST,
            "This client may not ask for that requested_token_type",
            "does not permit the requested token type",
            e -> !e.permit().requestedTokenTypes().contains(e.request().tokenType())),
    /** A refresh token would act on after the actor. */
    REFRESH_TOKEN_WITH_ACTOR(
            INVALID_REQUEST,
            "No refresh token is issued where there is an actor_token; ask for another requested_token_type",
            "a refresh token was asked for with an actor token",
            e -> e.requests(TokenType.REFRESH_TOKEN) && e.hasActor()),
    /** What is refreshed could lose its chain (RFC 8693 §4.1). */
    REFRESH_TOKEN_FOR_DELEGATED_SUBJECT(
            INVALID_REQUEST,
            "No refresh token is issued for a subject_token that has act; ask for another requested_token_type",
            "a refresh token was asked for with a delegated subject token",
            e -> e.requests(TokenType.REFRESH_TOKEN) && e.subject().act() != null),

    /** The permit requires a target, and the request names none (RFC 8693 §2.1). */
    TARGET_MISSING(
            INVALID_REQUEST,
            "Name the target service in audience",
            "requires an audience",
            e -> e.permit().requireAudience() && e.request().targets().isEmpty()),
    /** An {@code audience} is not one of the permit's (RFC 8693 §2.2.2). */
    AUDIENCE(
            INVALID_TARGET,
            "An audience is unknown, or this client may not exchange the subject_token for it",
            "does not permit an audience that was asked for",
            e -> !e.permit().audiences().containsAll(e.request().audiences())),
    /** A {@code resource} equals none of the permit's audiences (RFC 8707 §2). */
    RESOURCE(
            INVALID_TARGET,
            "A resource is unknown, or this client may not exchange the subject_token for it",
            "does not permit a resource that was asked for",
            e -> !e.permit().audiences().containsAll(e.request().resources())),

    /** An exchanged token never makes an offline session. */
    OFFLINE_ACCESS(
            INVALID_SCOPE,
            "The scope offline_access is never granted here; leave it out",
            "offline_access was asked for",
            e -> e.requestsScope(PermitEvaluation.OFFLINE_ACCESS)),
    /** A scope exceeds the subject token's (RFC 6749 §6, by analogy). */
    SCOPE_NOT_IN_SUBJECT_TOKEN(
            INVALID_SCOPE,
            "Ask only for scopes that the subject_token has",
            "a scope was asked for that the subject token does not have",
            e -> !e.requestsOnly(e.subject().scopes())),
    /** A scope is not assigned to the requester (RFC 6749 §5.2). */
    SCOPE_NOT_ASSIGNED(
            INVALID_SCOPE,
            "Ask only for scopes that are assigned to this client",
            "a scope was asked for that the requester is not assigned",
            e -> !e.requestsOnly(e.request().assignedScopes())),
    /** A scope is not one of the permit's (RFC 6749 §5.2). */
    SCOPE_NOT_PERMITTED(
            INVALID_SCOPE,
            "This client may not exchange the subject_token for a scope that it asked for; ask for less",
            "does not permit a scope that was asked for",
            e -> !e.requestsOnly(e.permittedScopes())),

    /** The permit is for actors only (RFC 8693 §2.1). */
    ACTOR_MISSING(
            INVALID_REQUEST,
            "Send an actor_token",
            "requires an actor token",
            e -> !e.hasActor() && e.permit().actor() == ActorRule.REQUIRED),
    /** The permit is not for actors (RFC 8693 §2.1). */
    ACTOR_FORBIDDEN(
            INVALID_REQUEST,
            "This client may not send an actor_token here; leave it out",
            "does not take an actor token",
            e -> e.hasActor() && e.permit().actor() == ActorRule.FORBIDDEN),
    /** The actor token is of another client than the permit takes (RFC 8693 §2.2.2). */
    ACTOR_CLIENT(
            INVALID_REQUEST,
            "This client may not use an actor_token that was issued to that client",
            "does not take actor tokens of this client",
            e -> e.hasActor() && !e.acceptsActorClient(e.request().actor().client())),
    /** The actor token was neither issued to the requester nor for it: it may be a stolen one. */
    ACTOR_NOT_FOR_REQUESTER(
            INVALID_REQUEST,
            "Send an actor_token that was issued to this client or has it as audience",
            "the actor token was neither issued to the requester nor for it",
            e -> e.hasActor() && !e.requesterMayUseActorToken()),
    /** The actor token is itself delegated: its chain would be lost (RFC 8693 §4.1). */
    ACTOR_DELEGATED(
            INVALID_REQUEST,
            "Send an actor_token that has no act itself",
            "the actor token is itself delegated",
            e -> e.hasActor() && e.request().actor().delegated()),
    /** Nobody acts for themselves (RFC 8693 §1.1). */
    ACTOR_IS_SUBJECT(
            INVALID_REQUEST,
            "Send an actor_token of another subject than that of the subject_token",
            "the actor is the subject",
            e -> e.hasActor() && e.request().actor().sub().equals(e.subject().sub())),

    /** The permit requires {@code may_act}, and the subject token has none (RFC 8693 §4.4). */
    MAY_ACT_MISSING(
            INVALID_REQUEST,
            "Send a subject_token that names in may_act who is going to act",
            "requires may_act in the subject token",
            e -> e.permit().requireMayAct() && e.subject().mayAct() == null),
    /** The subject token names another party than the one that is going to act (RFC 8693 §4.4). */
    MAY_ACT_MISMATCH(
            INVALID_REQUEST,
            "The may_act of the subject_token names another party than the one that is going to act",
            "the subject token's may_act does not name who is going to act",
            e -> e.subject().mayAct() != null && !e.mayActMatches()),

    /** Impersonation would hide who acts for the subject already (RFC 8693 §1.1). */
    IMPERSONATION_OF_DELEGATED_SUBJECT(
            INVALID_REQUEST,
            "Send a subject_token that has no act, or leave the actor_token out",
            "impersonates, and the subject token is delegated",
            e -> e.impersonates() && e.subject().act() != null),
    /** A party would act for itself through others (RFC 8693 §4.1). */
    CYCLE(
            INVALID_REQUEST,
            "Send an actor_token of a party that is not in the act of subject_token already",
            "the actor is in the chain already",
            PermitEvaluation::isCycle),
    /** The chain would be longer than the permit's limit (RFC 8693 §4.1). */
    DEPTH(
            INVALID_REQUEST,
            "Too many parties would act for the subject; start from a subject_token with a shorter act chain",
            "does not permit so long a chain",
            e -> e.depth() > e.permit().maxDepth()),

    /** Nothing is left of the subject token's lifetime (RFC 8693 §2.2.2). */
    LIFETIME(
            INVALID_REQUEST,
            "The subject_token has expired",
            "nothing is left of the subject token's lifetime",
            e -> e.lifetime() < 1);

    private final ErrorCode code;
    private final String description;
    private final String reason;
    private final Predicate<PermitEvaluation> violated;

    PolicyCheck(ErrorCode code, String description, String reason, Predicate<PermitEvaluation> violated) {
        this.code = code;
        this.description = description;
        this.reason = reason;
        this.violated = violated;
    }

    /** Returns the error for the client. */
    public ErrorCode code() {
        return code;
    }

    /** Returns the {@code error_description} for the client: what a developer has to change. */
    public String description() {
        return description;
    }

    /** Returns the reason for the audit event, without the permit's name. */
    public String reason() {
        return reason;
    }

    /** Returns the first check that an attempt fails; empty if the permit covers the request. */
    static Optional<PolicyCheck> firstFailed(PermitEvaluation evaluation) {
        return Arrays.stream(values())
                .filter(check -> check.violated.test(evaluation))
                .findFirst();
    }
}

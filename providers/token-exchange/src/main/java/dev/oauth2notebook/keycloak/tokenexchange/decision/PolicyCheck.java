package dev.oauth2notebook.keycloak.tokenexchange.decision;

import static dev.oauth2notebook.keycloak.tokenexchange.decision.ErrorCode.INVALID_REQUEST;
import static dev.oauth2notebook.keycloak.tokenexchange.decision.ErrorCode.INVALID_SCOPE;
import static dev.oauth2notebook.keycloak.tokenexchange.decision.ErrorCode.INVALID_TARGET;
import static dev.oauth2notebook.keycloak.tokenexchange.decision.ErrorCode.UNAUTHORIZED_CLIENT;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The checks of the policy, in the order in which they are applied to a permit: requester, subject token, token type,
 * target, scope, actor, {@code may_act}, chain, lifetime. Each has the error that a request gets if it fails the check.
 *
 * <p>The descriptions are sent to the client. They are constant, so that they do not disclose what a permit allows.
 */
public enum PolicyCheck implements PermitCheck {
    /** No permit applies to the requester (RFC 6749 §5.2). */
    NO_PERMIT(
            UNAUTHORIZED_CLIENT,
            "This client may not exchange tokens",
            "no permit applies to this requester",
            evaluation -> false),

    /** The permit does not accept subject tokens of this client (RFC 8693 §2.2.2). */
    SUBJECT_CLIENT(
            INVALID_REQUEST,
            "This client may not exchange a subject_token that was issued to that client",
            "does not accept subject tokens of this client",
            evaluation -> !evaluation
                    .permit()
                    .subjectClients()
                    .contains(evaluation.subject().client())),

    /** The permit does not allow the requested token type (RFC 8693 §2.1). */
    TOKEN_TYPE(
            INVALID_REQUEST,
            "This client may not request that requested_token_type",
            "does not permit the requested token type",
            evaluation -> !evaluation
                    .permit()
                    .requestedTokenTypes()
                    .contains(evaluation.request().tokenType())),
    /** With a refresh token, the requester could continue to act after the actor's token has expired. */
    REFRESH_TOKEN_WITH_ACTOR(
            INVALID_REQUEST,
            "No refresh token is issued for a request with an actor_token; use another requested_token_type",
            "a refresh token was requested with an actor token",
            evaluation -> evaluation.requests(TokenType.REFRESH_TOKEN) && evaluation.hasActor()),
    /** Refreshed tokens could lose the chain of actors (RFC 8693 §4.1). */
    REFRESH_TOKEN_FOR_DELEGATED_SUBJECT(
            INVALID_REQUEST,
            "No refresh token is issued for a subject_token with act; use another requested_token_type",
            "a refresh token was requested for a delegated subject token",
            evaluation -> evaluation.requests(TokenType.REFRESH_TOKEN)
                    && evaluation.subject().act() != null),

    /** The permit requires a target, but the request has none (RFC 8693 §2.1). */
    TARGET_MISSING(
            INVALID_REQUEST,
            "Name the target service in audience",
            "requires an audience",
            evaluation -> evaluation.permit().requireAudience()
                    && evaluation.request().targets().isEmpty()),
    /** The permit does not allow an {@code audience} of the request (RFC 8693 §2.2.2). */
    AUDIENCE(
            INVALID_TARGET,
            "An audience is unknown, or this client may not exchange the subject_token for it",
            "does not permit a requested audience",
            evaluation -> !evaluation
                    .permit()
                    .audiences()
                    .containsAll(evaluation.request().audiences())),
    /** A {@code resource} of the request is not among the permit's audiences (RFC 8707 §2). */
    RESOURCE(
            INVALID_TARGET,
            "A resource is unknown, or this client may not exchange the subject_token for it",
            "does not permit a requested resource",
            evaluation -> !evaluation
                    .permit()
                    .audiences()
                    .containsAll(evaluation.request().resources())),

    /** An exchange never creates an offline session. */
    OFFLINE_ACCESS(
            INVALID_SCOPE,
            "The scope offline_access is never granted by token exchange; leave it out",
            "offline_access was requested",
            evaluation -> evaluation.requestsScope(PermitEvaluation.OFFLINE_ACCESS)),
    /** A path is missing, or could be resolved to different paths (WLCG Token Profile §2.2.1). */
    PATH_SCOPE(
            INVALID_SCOPE,
            "Request a scope with an absolute path in normal form: no dot segments, empty segments, encoded characters"
                    + " or slash at the end",
            "the path of a requested scope is not in normal form",
            PermitEvaluation::requestsMalformedPath),
    /** The subject token does not have a requested scope (by analogy with RFC 6749 §6). */
    SCOPE_NOT_IN_SUBJECT_TOKEN(
            INVALID_SCOPE,
            "Request only scopes that the subject_token has",
            "the subject token does not have a requested scope",
            evaluation -> !evaluation.requestsOnly(evaluation.subject().scopes())),
    /** A requested scope is not assigned to the requester (RFC 6749 §5.2). */
    SCOPE_NOT_ASSIGNED(
            INVALID_SCOPE,
            "Request only scopes that are assigned to this client",
            "a requested scope is not assigned to the requester",
            evaluation -> !evaluation.requestsOnly(evaluation.request().assignedScopes())),
    /** The permit does not allow a requested scope (RFC 6749 §5.2). */
    SCOPE_NOT_PERMITTED(
            INVALID_SCOPE,
            "This client may not exchange the subject_token for a scope that it requested; request fewer scopes",
            "does not permit a requested scope",
            evaluation -> !evaluation.requestsOnly(evaluation.permittedScopes())),

    /** The permit requires an actor token, but the request has none (RFC 8693 §2.1). */
    ACTOR_MISSING(
            INVALID_REQUEST,
            "Send an actor_token",
            "requires an actor token",
            evaluation -> !evaluation.hasActor() && evaluation.permit().actor() == ActorRule.REQUIRED),
    /** The permit does not accept an actor token (RFC 8693 §2.1). */
    ACTOR_FORBIDDEN(
            INVALID_REQUEST,
            "This client may not use an actor_token in this request; leave it out",
            "does not accept an actor token",
            evaluation -> evaluation.hasActor() && evaluation.permit().actor() == ActorRule.FORBIDDEN),
    /** The permit does not accept actor tokens of this client (RFC 8693 §2.2.2). */
    ACTOR_CLIENT(
            INVALID_REQUEST,
            "This client may not use an actor_token that was issued to that client",
            "does not accept actor tokens of this client",
            evaluation -> evaluation.hasActor()
                    && !evaluation.acceptsActorClient(
                            evaluation.request().actor().client())),
    /** The actor token was not issued to the requester and does not have it as audience, so it may be stolen. */
    ACTOR_NOT_FOR_REQUESTER(
            INVALID_REQUEST,
            "Send an actor_token that was issued to this client or has it as audience",
            "the actor token was not issued to the requester and does not have it as audience",
            evaluation -> evaluation.hasActor() && !evaluation.requesterMayUseActorToken()),
    /** The actor token is itself delegated; its chain of actors would be lost (RFC 8693 §4.1). */
    ACTOR_DELEGATED(
            INVALID_REQUEST,
            "Send an actor_token that does not have act",
            "the actor token is itself delegated",
            evaluation -> evaluation.hasActor() && evaluation.request().actor().delegated()),
    /** The actor and the subject are the same party (RFC 8693 §1.1). */
    ACTOR_IS_SUBJECT(
            INVALID_REQUEST,
            "Send an actor_token whose subject differs from that of the subject_token",
            "the actor is the subject",
            evaluation -> evaluation.hasActor()
                    && evaluation
                            .request()
                            .actor()
                            .sub()
                            .equals(evaluation.subject().sub())),

    /** The permit requires {@code may_act}, but the subject token has none (RFC 8693 §4.4). */
    MAY_ACT_MISSING(
            INVALID_REQUEST,
            "Send a subject_token whose may_act names the acting party",
            "requires may_act in the subject token",
            evaluation ->
                    evaluation.permit().requireMayAct() && evaluation.subject().mayAct() == null),
    /** The {@code may_act} of the subject token does not name the acting party (RFC 8693 §4.4). */
    MAY_ACT_MISMATCH(
            INVALID_REQUEST,
            "The may_act of the subject_token does not name the acting party",
            "the may_act of the subject token does not name the acting party",
            evaluation -> evaluation.subject().mayAct() != null && !evaluation.mayActMatches()),

    /** Impersonation would hide the actors in the subject token (RFC 8693 §1.1). */
    IMPERSONATION_OF_DELEGATED_SUBJECT(
            INVALID_REQUEST,
            "Send a subject_token without act, or leave out the actor_token",
            "impersonates, but the subject token is delegated",
            evaluation -> evaluation.impersonates() && evaluation.subject().act() != null),
    /** The actor is already in the chain, so it would act for itself through others (RFC 8693 §4.1). */
    CYCLE(
            INVALID_REQUEST,
            "Send an actor_token of a party that is not already in the act of the subject_token",
            "the actor is already in the chain",
            PermitEvaluation::isCycle),
    /** The chain of actors would contain a client that the permit does not accept there (RFC 8693 §4.1). */
    CHAIN_CLIENT(
            INVALID_REQUEST,
            "This client may not exchange a subject_token for which one of these parties acts",
            "does not accept an actor in the chain",
            evaluation -> !evaluation.acceptsChain()),
    /** The chain of actors would be longer than the permit allows (RFC 8693 §4.1). */
    DEPTH(
            INVALID_REQUEST,
            "Too many parties would act for the subject; use a subject_token with a shorter act chain",
            "does not permit a chain of this length",
            evaluation -> evaluation.depth() > evaluation.permit().maxDepth()),

    /** The subject token has expired (RFC 8693 §2.2.2). */
    LIFETIME(
            INVALID_REQUEST,
            "The subject_token has expired",
            "the subject token has expired",
            evaluation -> evaluation.lifetime() < 1);

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

    @Override
    public ErrorCode code() {
        return code;
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public String reason() {
        return reason;
    }

    /** Returns the first check that fails; empty if the permit covers the request. */
    static Optional<PolicyCheck> firstFailed(PermitEvaluation evaluation) {
        return Arrays.stream(values())
                .filter(check -> check.violated.test(evaluation))
                .findFirst();
    }
}

package dev.oauth2notebook.keycloak.tokenexchange.outcome;

import dev.oauth2notebook.keycloak.tokenexchange.decision.ErrorCode;

/** The refusals of requests that do not even reach the decision (RFC 8693 §2.1 and §2.2.2). */
public enum ExchangeError {
    ACTOR_TOKEN_NOT_ENFORCED(
            "This realm's token-exchange policy is not enforced, so actor_token cannot be honoured; leave it out",
            "actor_token while the policy is off"),
    ACTOR_TOKEN_TYPE_MISSING("Send actor_token_type together with actor_token", "actor_token without actor_token_type"),
    ACTOR_TOKEN_MISSING("Send actor_token_type only together with actor_token", "actor_token_type without actor_token"),
    ACTOR_TOKEN_TYPE("actor_token_type must be that of an access token or a JWT", "unsupported actor_token_type"),
    ACTOR_TOKEN_INVALID(
            "actor_token must be a valid access token of this realm that this client may use",
            "actor_token validation failure"),
    SUBJECT_TOKEN_INVALID(
            "subject_token must be a valid access token of this realm", "subject_token validation failure"),
    REQUESTED_TOKEN_TYPE("requested_token_type is unsupported", "unsupported requested_token_type"),
    SUBJECT_ACT("The act claim of subject_token is malformed", "malformed act in subject_token"),
    SUBJECT_CHAIN_BROKEN(
            "An actor of the subject_token, or a token that it came from, is no longer valid",
            "an actor or an ancestor of the subject_token is gone"),
    TOO_MANY_EXCHANGES(
            "The subject_token has been exchanged too many times; use one with fewer exchanges behind it",
            "too many exchanges in a row"),
    SUBJECT_NOT_FOR_REQUESTER(
            "Send a subject_token that was issued to this client or has it as audience",
            "requester is neither azp nor in the audience of the subject_token");

    private final String description;
    private final String reason;

    ExchangeError(String description, String reason) {
        this.description = description;
        this.reason = reason;
    }

    ErrorCode code() {
        return ErrorCode.INVALID_REQUEST;
    }

    String description() {
        return description;
    }

    String reason() {
        return reason;
    }
}

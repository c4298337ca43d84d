package dev.oauth2notebook.keycloak.tokenexchange.outcome;

import dev.oauth2notebook.keycloak.tokenexchange.decision.ErrorCode;
import dev.oauth2notebook.keycloak.tokenexchange.decision.PolicyCheck;
import dev.oauth2notebook.keycloak.tokenexchange.decision.ResourceIndicator;

/** Errors of requests that are refused before the policy decides on them (RFC 8693 §2.1 and §2.2.2). */
public enum ExchangeError {
    REQUESTER_MAY_NOT_EXCHANGE(
            ErrorCode.UNAUTHORIZED_CLIENT,
            PolicyCheck.NO_PERMIT.description(),
            "the requester is public or its standard token exchange is switched off"),
    ACTOR_TOKEN_NOT_ENFORCED(
            "actor_token is not supported because this realm does not enforce a token-exchange policy; leave it out",
            "actor_token, but the policy is not enforced"),
    ACTOR_TOKEN_TYPE_MISSING("Send actor_token_type together with actor_token", "actor_token without actor_token_type"),
    ACTOR_TOKEN_MISSING("Send actor_token together with actor_token_type", "actor_token_type without actor_token"),
    ACTOR_TOKEN_TYPE(
            "actor_token_type must be the identifier of an access token or a JWT", "unsupported actor_token_type"),
    ACTOR_TOKEN_INVALID(
            "actor_token must be a valid access token of this realm that this client may use",
            "actor_token validation failure"),
    SUBJECT_TOKEN_INVALID(
            "subject_token must be a valid access token of this realm", "subject_token validation failure"),
    REQUESTED_TOKEN_TYPE("requested_token_type is unsupported", "unsupported requested_token_type"),
    SUBJECT_ACT("The act claim of subject_token is malformed", "malformed act in subject_token"),
    SUBJECT_CHAIN_BROKEN(
            "An actor in the subject_token, or a token from which it was exchanged, is no longer valid",
            "an actor or an ancestor of the subject_token is no longer valid"),
    TOO_MANY_EXCHANGES(
            "The subject_token results from too many exchanges; use one that results from fewer",
            "too many successive exchanges"),
    REFRESH_TOKEN_WITHOUT_LIMITS(
            "The refresh_token was issued without limits; exchange a token again",
            "the refresh token has no limits: it was issued while the policy was off, or by an older version"),
    CLIENT_POLICY("A client policy refuses the exchange", "a client policy refuses the exchange"),
    RESOURCE_MALFORMED(
            ErrorCode.INVALID_TARGET,
            ResourceIndicator.MALFORMED,
            "a resource is not an absolute URI without fragment"),
    SUBJECT_NOT_FOR_REQUESTER(
            "Send a subject_token that was issued to this client or has it as audience",
            "requester is neither azp nor in aud of the subject_token");

    private final ErrorCode code;
    private final String description;
    private final String reason;

    ExchangeError(String description, String reason) {
        this(ErrorCode.INVALID_REQUEST, description, reason);
    }

    ExchangeError(ErrorCode code, String description, String reason) {
        this.code = code;
        this.description = description;
        this.reason = reason;
    }

    /** Returns the error code for the client. */
    public ErrorCode code() {
        return code;
    }

    /** Returns the {@code error_description} for the client, which says what to change. */
    public String description() {
        return description;
    }

    /** Returns the reason for the event. */
    public String reason() {
        return reason;
    }
}

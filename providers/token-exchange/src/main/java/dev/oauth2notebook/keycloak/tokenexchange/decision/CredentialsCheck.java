package dev.oauth2notebook.keycloak.tokenexchange.decision;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * The checks of a permit for client credentials, in the order in which they are applied.
 *
 * @see CredentialsPolicy
 */
public enum CredentialsCheck implements PermitCheck {
    /** No permit applies to the requester. Without a target, the client may still request a token (RFC 8707 §2). */
    NO_PERMIT(
            ErrorCode.INVALID_TARGET,
            Descriptions.TARGET,
            "no client-credentials permit applies to this requester",
            (permit, request) -> false),
    /** The permit does not allow an {@code audience} of the request (RFC 8707 §2). */
    AUDIENCE(
            ErrorCode.INVALID_TARGET,
            Descriptions.TARGET,
            "does not permit a requested audience",
            (permit, request) -> !permit.audiences().containsAll(request.audiences())),
    /** The permit does not allow a {@code resource} of the request (RFC 8707 §2). */
    RESOURCE(
            ErrorCode.INVALID_TARGET,
            Descriptions.TARGET,
            "does not permit a requested resource",
            (permit, request) -> !permit.audiences().containsAll(request.resources())),
    /** The permit does not allow a requested scope (RFC 6749 §5.2). */
    SCOPE_NOT_PERMITTED(
            ErrorCode.INVALID_SCOPE,
            "This client may not request a token for that target with a scope that it requested; request fewer scopes",
            "does not permit a requested scope",
            (permit, request) -> !permit.scopes().isEmpty() && !permit.scopes().containsAll(request.requestedScopes()));

    private final ErrorCode code;
    private final String description;
    private final String reason;
    private final BiPredicate<AudiencePermit, CredentialsRequest> violated;

    CredentialsCheck(
            ErrorCode code,
            String description,
            String reason,
            BiPredicate<AudiencePermit, CredentialsRequest> violated) {
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

    /** Returns the first check that fails; empty if the permit, which applies to the requester, covers the request. */
    static Optional<CredentialsCheck> firstFailed(AudiencePermit permit, CredentialsRequest request) {
        return Arrays.stream(values())
                .filter(check -> check.violated.test(permit, request))
                .findFirst();
    }

    /** A constant of the enum itself could not be used by its constants. */
    private static final class Descriptions {

        static final String TARGET =
                "An audience or resource is unknown, or this client may not request a token for it";
    }
}

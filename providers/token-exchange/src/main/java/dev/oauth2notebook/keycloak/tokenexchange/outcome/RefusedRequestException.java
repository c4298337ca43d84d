package dev.oauth2notebook.keycloak.tokenexchange.outcome;

import dev.oauth2notebook.keycloak.tokenexchange.decision.ConsideredPermit;
import dev.oauth2notebook.keycloak.tokenexchange.decision.Decision.Refusal;
import dev.oauth2notebook.keycloak.tokenexchange.decision.ErrorCode;
import java.util.List;
import java.util.Locale;

/**
 * A request that the policy refuses. Nothing has been sent or recorded: {@link ExchangeRefusals} and
 * {@link GrantRefusals} do that where the policy is enforced.
 */
public final class RefusedRequestException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final ErrorCode code;
    private final String check;
    private final String permit;
    private final String description;
    private final String reason;
    private final transient List<ConsideredPermit> considered;

    /** @param refusal the decision */
    public RefusedRequestException(Refusal refusal) {
        this(
                refusal.code(),
                refusal.check().name(),
                refusal.permit(),
                refusal.description(),
                refusal.reason(),
                refusal.considered());
    }

    /** @param error the error because of which no decision was made */
    public RefusedRequestException(ExchangeError error) {
        this(error, error.reason());
    }

    /** @param reason a specific reason for the event */
    public RefusedRequestException(ExchangeError error, String reason) {
        this(error.code(), error.name(), null, error.description(), reason, List.of());
    }

    private RefusedRequestException(
            ErrorCode code,
            String check,
            String permit,
            String description,
            String reason,
            List<ConsideredPermit> considered) {
        super(reason, null, false, false); // Not a fault, so it needs no stack trace.
        this.code = code;
        this.check = check.toLowerCase(Locale.ROOT);
        this.permit = permit;
        this.description = description;
        this.reason = reason;
        this.considered = considered;
    }

    /** Refuses a request that Keycloak does not support, for Keycloak's reason. */
    public static RefusedRequestException unsupported(String reason) {
        return new RefusedRequestException(ErrorCode.INVALID_REQUEST, "UNSUPPORTED", null, reason, reason, List.of());
    }

    /** Refuses a request with a parameter that Keycloak has dropped because it is too long. */
    public static RefusedRequestException overlong(String parameter) {
        String reason = "The parameter " + parameter + " is longer than allowed";
        return new RefusedRequestException(
                ErrorCode.INVALID_REQUEST, "PARAMETER_TOO_LONG", null, reason, reason, List.of());
    }

    /** Returns the name of the check that failed, for the event. */
    String check() {
        return check;
    }

    /** Returns the permit that came closest, for the event; {@code null} if no permit was considered. */
    String permit() {
        return permit;
    }

    /** Returns the error code for the client. */
    public ErrorCode code() {
        return code;
    }

    /** Returns the {@code error_description} for the client. */
    public String description() {
        return description;
    }

    /** Returns the reason for the event. */
    public String reason() {
        return reason;
    }

    /** Returns the permits that were considered, for the event. */
    public String considered() {
        return DetailList.join(considered.stream()
                .map(each -> each.permit() + ": " + each.failed().reason())
                .toList());
    }
}

package dev.oauth2notebook.keycloak.device;

/**
 * The state of a user code that was entered. Codes in any state other than {@link #WAITING} count as wrong. Whether a
 * code has expired, was used or was denied can be disclosed: it helps its owner, and is useless to an attacker, because
 * the code can never be used again.
 *
 * @see PendingCodes
 */
public enum UserCodeState {
    WAITING(null, null),
    UNKNOWN("deviceCodeUnknown", "user code not found"),
    EXPIRED("deviceCodeExpired", "device code expired"),
    USED("deviceCodeUsed", "user code already used"),
    DENIED("deviceCodeDenied", "device code denied");

    private final String message;
    private final String reason;

    UserCodeState(String message, String reason) {
        this.message = message;
        this.reason = reason;
    }

    /** Returns the message key of the error shown to the user; {@code null} for {@link #WAITING}. */
    String message() {
        return message;
    }

    /** Returns the reason that is recorded in the event; {@code null} for {@link #WAITING}. */
    public String reason() {
        return reason;
    }
}

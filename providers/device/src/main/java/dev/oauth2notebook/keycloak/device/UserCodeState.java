package dev.oauth2notebook.keycloak.device;

/**
 * What an entered user code is worth. A code that has expired, was used or was denied can never be used again, so to say
 * so helps the person who has it and tells a guesser nothing of use. All of these count as wrong.
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

    /** Returns the message key of the sentence that refuses the code; {@code null} if it is right. */
    String message() {
        return message;
    }

    /** Returns why the code is refused, for the event; {@code null} if it is right. */
    public String reason() {
        return reason;
    }
}

package dev.oauth2notebook.keycloak.fuzz;

import dev.oauth2notebook.keycloak.fuzz.Target.Style;
import java.util.Optional;
import java.util.regex.Pattern;

/** Checks what must hold for every response, whatever is wrong with the request. */
final class ResponseRules {

    /** Class names and stack traces. */
    private static final Pattern INTERNALS = Pattern.compile(
            "\\b(?:java|javax|jakarta|sun|io|org|com)(?:\\.[a-z]\\w*){1,9}\\.[A-Z]\\w*|\\bat \\w+(?:\\.\\w+)+\\("
                    + "|\\b[A-Z]\\w+(?:Exception|Error)\\b(?!\")");

    private ResponseRules() {}

    static Optional<String> check(Request request, Answer answer) {
        if (INTERNALS.matcher(answer.body()).find()) {
            return Optional.of("reveals class names");
        }
        if (answer.status() == 405) {
            return answer.header("Allow").isEmpty() ? Optional.of("405 without Allow") : Optional.empty();
        }
        if (request.leavesAlias()) {
            return Optional.empty(); // answered by Keycloak's own handler for unknown paths
        }
        if (mustNotBeStored(request, answer) && !answer.header("Cache-Control").contains("no-store")) {
            return Optional.of("may be cached");
        }
        if (request.target().style() == Style.OAUTH
                && answer.status() >= 400
                && !answer.header("Content-Type").startsWith("application/json")) {
            return Optional.of("no JSON");
        }
        return Optional.empty();
    }

    /** RFC 6749 §5.1 and §5.2: token responses must not be stored; RFC 8628 §3.2: nor device codes. */
    private static boolean mustNotBeStored(Request request, Answer answer) {
        return switch (request.target()) {
            case TOKEN -> true;
            case DEVICE_AUTHORIZATION -> answer.status() < 300;
            default -> false;
        };
    }
}

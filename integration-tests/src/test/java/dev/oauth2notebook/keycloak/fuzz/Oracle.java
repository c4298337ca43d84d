package dev.oauth2notebook.keycloak.fuzz;

import dev.oauth2notebook.keycloak.fuzz.Target.Style;
import java.util.Optional;
import java.util.regex.Pattern;

/** What holds for the answer to every request, whatever is wrong with it. */
final class Oracle {

    /** Class names and stack traces. */
    private static final Pattern INTERNALS = Pattern.compile(
            "\\b(?:java|javax|jakarta|sun|io|org|com)(?:\\.[a-z]\\w*){1,9}\\.[A-Z]\\w*|\\bat \\w+(?:\\.\\w+)+\\("
                    + "|\\b[A-Z]\\w+(?:Exception|Error)\\b(?!\")");

    private Oracle() {}

    static Optional<String> against(Request request, Answer answer) {
        if (INTERNALS.matcher(answer.body()).find()) {
            return Optional.of("tells class names");
        }
        if (answer.status() == 405) {
            return answer.header("Allow").isEmpty() ? Optional.of("405 without Allow") : Optional.empty();
        }
        if (request.leavesAlias()) {
            return Optional.empty(); // answered by Keycloak, which found nothing there
        }
        if (mustNotBeStored(request, answer) && !answer.header("Cache-Control").contains("no-store")) {
            return Optional.of("may be stored");
        }
        if (request.target().style() == Style.OAUTH
                && answer.status() >= 400
                && !answer.header("Content-Type").startsWith("application/json")) {
            return Optional.of("no JSON");
        }
        return Optional.empty();
    }

    /** RFC 6749 §5.1 and §5.2: nothing from the token endpoint is stored; RFC 8628 §3.2: no device code. */
    private static boolean mustNotBeStored(Request request, Answer answer) {
        return switch (request.target()) {
            case TOKEN -> true;
            case DEVICE_AUTHORIZATION -> answer.status() < 300;
            default -> false;
        };
    }
}

package dev.oauth2notebook.keycloak.fuzz;

import java.util.Optional;
import java.util.Set;

/** What must be answered to a bad request. */
@FunctionalInterface
interface Verdict {

    /** Returns what is wrong with the answer, empty if nothing is. */
    Optional<String> against(Answer answer);

    /** A status, and an error code in the body (RFC 6749 §5.2 and those that build on it). */
    static Verdict refused(int status, String... errors) {
        Set<String> codes = Set.of(errors);
        return answer -> answer.status() == status && codes.contains(answer.error())
                ? Optional.empty()
                : Optional.of("not refused with " + status + " " + codes);
    }

    /** Client authentication failed (RFC 6749 §5.2). Keycloak says {@code unauthorized_client} for a wrong secret. */
    static Verdict unauthenticated() {
        return answer -> (answer.status() == 401 || answer.status() == 400)
                        && Set.of("invalid_client", "unauthorized_client").contains(answer.error())
                ? Optional.empty()
                : Optional.of("not refused as a client that is not authenticated");
    }

    /** Any refusal: the request is broken before it can be understood. */
    static Verdict anyRefusal() {
        return answer ->
                answer.status() >= 400 && answer.status() < 500 ? Optional.empty() : Optional.of("not refused");
    }

    /** The token is not accepted, and the challenge says so (RFC 6750 §3). */
    static Verdict challenged(int status, String error) {
        return answer -> answer.status() == status
                        && answer.header("WWW-Authenticate").contains(error.isEmpty() ? "Bearer" : "\"" + error + "\"")
                ? Optional.empty()
                : Optional.of("no challenge " + status + " " + error);
    }

    /** The token is not active, and nothing else is told (RFC 7662 §2.2). */
    static Verdict inactive() {
        return answer -> answer.status() == 200 && answer.body().equals("{\"active\":false}")
                ? Optional.empty()
                : Optional.of("not inactive and nothing more");
    }

    /** The token was invalid already (RFC 7009 §2.2). */
    static Verdict alreadyInvalid() {
        return answer ->
                answer.status() == 200 ? Optional.empty() : Optional.of("not 200 for a token that is invalid already");
    }

    /** A page, a document or a redirect within the server; never one to somewhere that the request names. */
    static Verdict harmless(String base, String mark) {
        return answer -> {
            if (answer.status() >= 300
                    && answer.status() < 400
                    && !answer.header("Location").startsWith(base + "/")) {
                return Optional.of("redirects to elsewhere");
            }
            return answer.body().contains(mark) ? Optional.of("markup comes back unescaped") : Optional.empty();
        };
    }

    /** The method is not one of the resource's (RFC 9110 §15.5.6). */
    static Verdict methodNotAllowed() {
        return answer -> answer.status() == 405 && !answer.header("Allow").isEmpty()
                ? Optional.empty()
                : Optional.of("not 405 with Allow");
    }
}

package dev.oauth2notebook.keycloak.fuzz;

import java.util.Optional;
import java.util.Set;

/** The expected response to an invalid request. */
@FunctionalInterface
interface Expectation {

    /** Returns what is wrong with the response, or empty if nothing is. */
    Optional<String> check(Answer answer);

    /** A status and an error code in the body (RFC 6749 §5.2 and the RFCs that build on it). */
    static Expectation refused(int status, String... errors) {
        Set<String> codes = Set.of(errors);
        return answer -> answer.status() == status && codes.contains(answer.error())
                ? Optional.empty()
                : Optional.of("not refused with " + status + " " + codes);
    }

    /**
     * Client authentication failed (RFC 6749 §5.2). Keycloak returns {@code unauthorized_client} for a wrong secret.
     */
    static Expectation unauthenticated() {
        return answer -> (answer.status() == 401 || answer.status() == 400)
                        && Set.of("invalid_client", "unauthorized_client").contains(answer.error())
                ? Optional.empty()
                : Optional.of("not refused because of failed client authentication");
    }

    /** Any client error, because the request cannot even be parsed. */
    static Expectation anyRefusal() {
        return answer ->
                answer.status() >= 400 && answer.status() < 500 ? Optional.empty() : Optional.of("not refused");
    }

    /** The token is refused with a challenge (RFC 6750 §3). */
    static Expectation challenged(int status, String error) {
        return answer -> answer.status() == status
                        && answer.header("WWW-Authenticate").contains(error.isEmpty() ? "Bearer" : "\"" + error + "\"")
                ? Optional.empty()
                : Optional.of("no challenge " + status + " " + error);
    }

    /** The token is inactive and nothing else is revealed (RFC 7662 §2.2). */
    static Expectation inactive() {
        return answer -> answer.status() == 200 && answer.body().equals("{\"active\":false}")
                ? Optional.empty()
                : Optional.of("not reported as inactive without details");
    }

    /** The token was invalid already (RFC 7009 §2.2). */
    static Expectation alreadyInvalid() {
        return answer ->
                answer.status() == 200 ? Optional.empty() : Optional.of("not 200 for a token that is invalid already");
    }

    /** A page, a document or a redirect within the server, but never to a location from the request. */
    static Expectation harmless(String base, String mark) {
        return answer -> {
            if (answer.status() >= 300
                    && answer.status() < 400
                    && !answer.header("Location").startsWith(base + "/")) {
                return Optional.of("redirects to another server");
            }
            return answer.body().contains(mark) ? Optional.of("markup is returned unescaped") : Optional.empty();
        };
    }

    /** The resource does not support the method (RFC 9110 §15.5.6). */
    static Expectation methodNotAllowed() {
        return answer -> answer.status() == 405 && !answer.header("Allow").isEmpty()
                ? Optional.empty()
                : Optional.of("not 405 with Allow");
    }
}

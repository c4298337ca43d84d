package dev.oauth2notebook.keycloak.reliability;

import dev.oauth2notebook.keycloak.reliability.Ledger.Kind;
import dev.oauth2notebook.keycloak.support.Person;
import io.restassured.response.Response;
import java.util.List;

/** Compares each response with the expected one. */
final class Checks {

    /** Messages that Keycloak shows only after an exception: on a login page, and when it authenticates a client. */
    private static final List<String> UNEXPECTED = List.of(
            "Unexpected error when handling authentication request", "Unexpected error when authenticating client");

    private final Requests requests;
    private final Ledger ledger;

    Checks(Requests requests, Ledger ledger) {
        this.requests = requests;
        this.ledger = ledger;
    }

    /** Records a violation if introspection returns the opposite. */
    void isActive(String what, String token, boolean expected) {
        boolean active =
                granted("introspection", requests.introspect("backend", token)).path("active");
        if (active != expected) {
            ledger.violation(what + " was " + (active ? "active" : "inactive"));
        }
    }

    /** Records a violation if a request was granted. */
    void refused(String what, Response response) {
        if (response.statusCode() < 300) {
            ledger.violation(what + " was accepted");
        }
    }

    /** Returns the response if its status is 200; otherwise the flow ends. */
    Response granted(String step, Response response) {
        if (response.statusCode() != 200) {
            throw ended(step, response);
        }
        return response;
    }

    /** Returns the code of an authorization response; if there is none, the flow ends. */
    String code(Person.Page page) {
        if (page.response() != null) {
            throw ended("sign-in", page.response());
        }
        String code = page.parameter("code");
        if (code == null) {
            ledger.lastWas(Kind.WRONGLY_REFUSED, "authorization response: " + page.parameter("error"));
            throw new Unfinished("no code");
        }
        return code;
    }

    /** Returns the exception that ends a flow after an unexpected response. */
    Unfinished ended(String step, Response response) {
        if (response.statusCode() < 500) {
            Kind kind = isFailure(response) ? Kind.FAILED_AS_400 : Kind.WRONGLY_REFUSED;
            ledger.lastWas(kind, step + ": " + Ledger.describe(response));
        }
        return new Unfinished(step + " ended with " + response.statusCode());
    }

    private static boolean isFailure(Response response) {
        return response.statusCode() == 400 && UNEXPECTED.stream().anyMatch(response.asString()::contains);
    }

    /** Ends a flow early; the ledger has the response that caused it. */
    static final class Unfinished extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Unfinished(String message) {
            super(message);
        }
    }
}

package dev.oauth2notebook.keycloak.reliability;

import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.net.SocketTimeoutException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Records every response to the load, and all violations. */
final class Ledger implements Filter {

    /** Prefix of the names of the load's threads; responses to other threads are not recorded. */
    static final String LOAD = "load-";

    private static final int EXCERPT = 200; // characters

    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final ThreadLocal<Answer> last = new ThreadLocal<>();
    private final Queue<String> violations = new ConcurrentLinkedQueue<>();
    private volatile String when = "";

    @Override
    public Response filter(
            FilterableRequestSpecification request, FilterableResponseSpecification expected, FilterContext context) {
        String path = request.getURI().replaceAll("^https?://[^/]+|[?#].*$", "");
        try {
            Response response = context.next(request, expected);
            note(new Answer(Instant.now(), path, response.statusCode(), kind(response), describe(response)));
            return response;
        } catch (Exception e) { // REST Assured throws checked exceptions without declaring them
            Kind kind = e instanceof SocketTimeoutException ? Kind.TIMEOUT : Kind.CONNECTION;
            note(new Answer(Instant.now(), path, 0, kind, e.toString()));
            throw e;
        }
    }

    /** Changes the kind of the last response to this thread, which its status does not show. */
    void lastWas(Kind kind, String detail) {
        Answer answer = last.get();
        answers.remove(answer);
        note(new Answer(answer.at(), answer.path(), answer.status(), kind, detail));
    }

    /** Sets the time with which violations are recorded from now on, e.g. after which fault. */
    void now(String time) {
        when = time;
    }

    /** Records something that must never happen. */
    void violation(String what) {
        violations.add(when + ": " + what);
    }

    /** Returns the responses since the last call. */
    List<Answer> take() {
        List<Answer> taken = new ArrayList<>();
        for (Answer answer = answers.poll(); answer != null; answer = answers.poll()) {
            taken.add(answer);
        }
        return taken;
    }

    /** Returns the recorded violations. */
    List<String> violations() {
        return List.copyOf(violations);
    }

    private void note(Answer answer) {
        if (Thread.currentThread().getName().startsWith(LOAD)) {
            answers.add(answer);
            last.set(answer);
        }
    }

    private static Kind kind(Response response) {
        if (response.statusCode() < 500) {
            return Kind.ANSWERED;
        }
        return response.header("Retry-After") == null ? Kind.UNCLEAR : Kind.UNAVAILABLE;
    }

    /** Returns the status of a response and, for an error, the beginning of its body. */
    static String describe(Response response) {
        String body = response.statusCode() < 400 ? "" : response.asString();
        return response.statusCode() + " " + body.substring(0, Math.min(EXCERPT, body.length()));
    }

    /** The outcome of a request. */
    enum Kind {
        /** The response that the RFC and the state require, which may be an error. */
        ANSWERED,
        /** 5xx with Retry-After. */
        UNAVAILABLE,
        /** 5xx without Retry-After. */
        UNCLEAR,
        /** 400 with a message of Keycloak about an unexpected error. */
        FAILED_AS_400,
        /** 4xx or the wrong page for a request that should have been granted. */
        WRONGLY_REFUSED,
        /** The connection was refused or broke. */
        CONNECTION,
        /** No response before the client's timeout. */
        TIMEOUT
    }

    /** One response.
     *
     * @param at when the response arrived
     * @param path the path of the request
     * @param status the status of the response, or 0 if there was none
     * @param kind the outcome of the request
     * @param detail the status and the beginning of the body of an error
     */
    record Answer(Instant at, String path, int status, Kind kind, String detail) {}
}

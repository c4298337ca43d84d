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

/** Writes down every answer that the load gets, and what must never happen. */
final class Ledger implements Filter {

    /** How the names of the load's threads begin: the answers to other threads do not count. */
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

    /** Notes that the last answer to this thread was of another kind than its status says. */
    void lastWas(Kind kind, String detail) {
        Answer answer = last.get();
        answers.remove(answer);
        note(new Answer(answer.at(), answer.path(), answer.status(), kind, detail));
    }

    /** Says when violations happen from now on, e.g. after which fault. */
    void now(String time) {
        when = time;
    }

    /** Notes what must never happen. */
    void violation(String what) {
        violations.add(when + ": " + what);
    }

    /** Returns the answers since the last call. */
    List<Answer> take() {
        List<Answer> taken = new ArrayList<>();
        for (Answer answer = answers.poll(); answer != null; answer = answers.poll()) {
            taken.add(answer);
        }
        return taken;
    }

    /** Returns what must never happen and did. */
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

    /** Returns the status of a response and the beginning of an error's body. */
    static String describe(Response response) {
        String body = response.statusCode() < 400 ? "" : response.asString();
        return response.statusCode() + " " + body.substring(0, Math.min(EXCERPT, body.length()));
    }

    /** What became of a request. */
    enum Kind {
        /** The answer that RFC and state ask for, refusals too. */
        ANSWERED,
        /** 5xx with Retry-After. */
        UNAVAILABLE,
        /** 5xx without. */
        UNCLEAR,
        /** 400 with which Keycloak itself says that something unexpected has failed. */
        FAILED_AS_400,
        /** 4xx, or the wrong page, for what should have been granted. */
        WRONGLY_REFUSED,
        /** The connection was refused or broke. */
        CONNECTION,
        /** No answer within the client's limit. */
        TIMEOUT
    }

    /**
     * One answer.
     *
     * @param at when the answer came
     * @param path of the request
     * @param status of the answer, 0 where there was none
     * @param kind what became of it
     * @param detail status and the beginning of an error's body
     */
    record Answer(Instant at, String path, int status, Kind kind, String detail) {}
}

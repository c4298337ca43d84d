package dev.oauth2notebook.keycloak.support;

import io.restassured.response.Response;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** What a client does that heeds {@code Retry-After} (RFC 9110 §10.2.3). */
public final class RetryAfter {

    private static final int RETRIES = 5;

    private RetryAfter() {}

    /** Sends a request, and sends it again as long as the answer asks for that, but not for ever. */
    public static Response heed(Supplier<Response> request) {
        Response answer = request.get();
        for (int retry = 0; retry < RETRIES && answer.header("Retry-After") != null; retry++) {
            sleep(Long.parseLong(answer.header("Retry-After")));
            answer = request.get();
        }
        return answer;
    }

    private static void sleep(long seconds) {
        try {
            TimeUnit.SECONDS.sleep(seconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

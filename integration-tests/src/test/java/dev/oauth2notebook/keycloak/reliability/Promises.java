package dev.oauth2notebook.keycloak.reliability;

import io.restassured.response.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;

/** What the server has promised by its answers: the tokens that must work, and what must never work again. */
final class Promises {

    private static final int CHECKED = 10; // of each, so that checking them takes seconds

    /** Access tokens that must be active. */
    final Deque<Token> active = new ConcurrentLinkedDeque<>();

    /** Refresh tokens that must work. */
    final Deque<String> refreshTokens = new ConcurrentLinkedDeque<>();

    /** Access tokens that were revoked. */
    final Deque<String> revoked = new ConcurrentLinkedDeque<>();

    /** Access tokens whose session was ended. */
    final Deque<String> ended = new ConcurrentLinkedDeque<>();

    /** Refresh tokens whose session was ended. */
    final Deque<String> endedRefreshTokens = new ConcurrentLinkedDeque<>();

    /** Refresh tokens that were used, each of a session that lives until one is presented again. */
    final Deque<String> usedRefreshTokens = new ConcurrentLinkedDeque<>();

    /** Codes that were redeemed, each for a session that lives until one is presented again. */
    final Deque<String> usedCodes = new ConcurrentLinkedDeque<>();

    /** Notes the access token of a response, which a client may introspect until it expires. */
    void keepsActive(Response tokens, String client) {
        Instant expires = Instant.now().plusSeconds(tokens.<Integer>path("expires_in"));
        active.add(new Token(tokens.path("access_token"), client, expires));
    }

    /** Returns the newest. */
    static <T> List<T> newest(Deque<T> all) {
        List<T> newest = new ArrayList<>();
        Iterator<T> backwards = all.descendingIterator();
        while (backwards.hasNext() && newest.size() < CHECKED) {
            newest.add(backwards.next());
        }
        return newest;
    }

    /** Returns the newest, which are no longer promised. */
    static <T> List<T> takeNewest(Deque<T> all) {
        List<T> newest = newest(all);
        all.removeAll(newest);
        return newest;
    }

    /**
     * An access token.
     *
     * @param value the token
     * @param client that may introspect it
     * @param expires when it ends
     */
    record Token(String value, String client, Instant expires) {

        /** Returns whether it has long enough left to be checked. */
        boolean isCurrent() {
            return Instant.now().plusSeconds(20).isBefore(expires);
        }
    }
}

package dev.oauth2notebook.keycloak.reliability;

import io.restassured.response.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;

/** What the server guarantees by its responses (see docs/reliability.md): tokens that must work, and tokens and codes that must not. */
final class Guarantees {

    private static final int CHECKED = 10; // of each kind, so that checking them takes only seconds

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

    /** Refresh tokens that were used, each of a session that lives until its token is presented again. */
    final Deque<String> usedRefreshTokens = new ConcurrentLinkedDeque<>();

    /** Codes that were redeemed, each for a session that lives until its code is presented again. */
    final Deque<String> usedCodes = new ConcurrentLinkedDeque<>();

    /** Records the access token of a response, which the client must be able to introspect until it expires. */
    void keepsActive(Response tokens, String client) {
        Instant expires = Instant.now().plusSeconds(tokens.<Integer>path("expires_in"));
        active.add(new Token(tokens.path("access_token"), client, expires));
    }

    /** Returns the newest elements. */
    static <T> List<T> newest(Deque<T> all) {
        List<T> newest = new ArrayList<>();
        Iterator<T> backwards = all.descendingIterator();
        while (backwards.hasNext() && newest.size() < CHECKED) {
            newest.add(backwards.next());
        }
        return newest;
    }

    /** Removes and returns the newest elements. */
    static <T> List<T> takeNewest(Deque<T> all) {
        List<T> newest = newest(all);
        all.removeAll(newest);
        return newest;
    }

    /**
     * An access token.
     *
     * @param value the token
     * @param client the client that may introspect it
     * @param expires when it expires
     */
    record Token(String value, String client, Instant expires) {

        /** Returns whether it is valid for long enough to be checked. */
        boolean isCurrent() {
            return Instant.now().plusSeconds(20).isBefore(expires);
        }
    }
}

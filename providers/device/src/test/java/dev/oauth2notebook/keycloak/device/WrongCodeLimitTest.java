package dev.oauth2notebook.keycloak.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.keycloak.common.util.Time;

/** The decision, by a clock that the tests set. */
class WrongCodeLimitTest {

    private static final int LIMIT = 3;
    private static final WrongCodeOptions OPTIONS = new WrongCodeOptions(LIMIT, 6, 100, 50);

    private final SharedStore store = new SharedStore();

    @AfterEach
    void resetClock() {
        Time.setOffset(0);
    }

    @Test
    void wrongCodesBeyondTheLimitAreNotLookedUp() {
        assertThat(wrongTries("a", 5)).containsExactly(true, true, true, false, false);
    }

    @Test
    void rightCodeIsRefusedDuringTheBlock() {
        wrongTries("a", 3);
        assertThat(limit("a").begin()).isFalse();
    }

    @Test
    void retryAfterIsTheRestOfTheBlock() {
        wrongTries("a", 3);
        Time.setOffset(20);
        assertThat(refused("a").retryAfter()).isBetween(29L, 30L);
        Time.setOffset(49);
        assertThat(refused("a").retryAfter()).isEqualTo(1);
    }

    @Test
    void triesDuringTheBlockDoNotProlongIt() {
        wrongTries("a", 3);
        Time.setOffset(40);
        wrongTries("a", 5);
        Time.setOffset(51);
        assertThat(limit("a").begin()).isTrue();
    }

    @Test
    void countStartsAnewAfterTheBlock() {
        wrongTries("a", 3);
        Time.setOffset(51);
        assertThat(wrongTries("a", 4)).containsExactly(true, true, true, false);
    }

    @Test
    void wrongCodesAreForgottenOneByOneWhenTheWindowHasPassed() {
        wrongTries("a", 1);
        Time.setOffset(60);
        wrongTries("a", 1);
        Time.setOffset(101);
        assertThat(wrongTries("a", 3)).containsExactly(true, true, false);
    }

    @Test
    void rightCodesDoNotCount() {
        wrongTries("a", 2);
        for (int i = 0; i < 10; i++) {
            WrongCodeLimit right = limit("a");
            assertThat(right.begin()).isTrue();
            right.right();
        }
        assertThat(wrongTries("a", 2)).containsExactly(true, false);
    }

    @Test
    void guessersDoNotShareALimit() {
        wrongTries("a", 3);
        assertThat(wrongTries("b", 4)).containsExactly(true, true, true, false);
    }

    /** As of a lecture hall whose people type in the same second: nobody was wrong, so nobody waits for minutes. */
    @Test
    void rightCodesAtTheSameTimeDoNotBlock() {
        List<WrongCodeLimit> atOnce = Stream.generate(() -> limit("a")).limit(3).toList();
        assertThat(atOnce).allMatch(WrongCodeLimit::begin);
        assertThat(refused("a").retryAfter()).isEqualTo(1);
        atOnce.forEach(WrongCodeLimit::right);
        assertThat(limit("a").begin()).isTrue();
    }

    /** Fewer happen: one that has just begun counts for the block, and may then be refused by it. */
    @Test
    void parallelTriesAreNeverLookedUpMoreOftenThanTheLimit() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try {
            for (int round = 0; round < 200; round++) {
                String guesser = "guesser" + round;
                Callable<Boolean> attempt = () -> tryWrong(guesser);
                int lookedUp = 0;
                for (Future<Boolean> outcome : threads.invokeAll(
                        Stream.generate(() -> attempt).limit(40).toList())) {
                    lookedUp += outcome.get() ? 1 : 0;
                }
                assertThat(lookedUp).isBetween(1, LIMIT);
                assertThat(refused(guesser).retryAfter()).isGreaterThan(1);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** A block frees the slots, so who takes one must look again. */
    @Test
    void blockThatComesBetweenIsSeen() {
        SharedStore busy = new SharedStore() {
            private boolean quiet = true;

            @Override
            public boolean contains(String key) {
                boolean before = super.contains(key);
                if (quiet) {
                    quiet = false;
                    for (int i = 0; i < LIMIT; i++) {
                        tryWrong(new WrongCodeLimit(this, OPTIONS, LIMIT, "a"));
                    }
                }
                return before;
            }
        };
        assertThat(new WrongCodeLimit(busy, OPTIONS, LIMIT, "a").begin()).isFalse();
    }

    @Test
    void tryRefusedForOneReasonCountsForNone() {
        wrongTries("network", 3);
        for (int i = 0; i < 5; i++) {
            assertThat(new WrongCodeLimits(List.of(limit("browser"), limit("network"))).begin())
                    .isPositive();
        }
        assertThat(wrongTries("browser", 4)).containsExactly(true, true, true, false);
    }

    @Test
    void wrongCodeCountsForAllReasons() {
        for (int i = 0; i < 3; i++) {
            WrongCodeLimits both = new WrongCodeLimits(List.of(limit("browser"), limit("network")));
            assertThat(both.begin()).isZero();
            both.wrong();
        }
        refused("browser");
        refused("network");
    }

    private List<Boolean> wrongTries(String guesser, int tries) {
        return Stream.generate(() -> tryWrong(guesser)).limit(tries).toList();
    }

    private boolean tryWrong(String guesser) {
        return tryWrong(limit(guesser));
    }

    private static boolean tryWrong(WrongCodeLimit limit) {
        boolean lookedUp = limit.begin();
        if (lookedUp) {
            limit.wrong();
        }
        return lookedUp;
    }

    private WrongCodeLimit refused(String guesser) {
        WrongCodeLimit limit = limit(guesser);
        assertThat(limit.begin()).isFalse();
        return limit;
    }

    private WrongCodeLimit limit(String guesser) {
        return new WrongCodeLimit(store, OPTIONS, LIMIT, guesser);
    }
}

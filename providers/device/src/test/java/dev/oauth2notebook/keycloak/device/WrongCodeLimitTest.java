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

class WrongCodeLimitTest {

    private static final int LIMIT = 3;
    private static final WrongCodeOptions OPTIONS = new WrongCodeOptions(LIMIT, 6, 100, 50);

    private final SharedStore store = new SharedStore();

    @AfterEach
    void resetClock() {
        Time.setOffset(0);
    }

    @Test
    void codesBeyondTheLimitAreNotLookedUp() {
        assertThat(enterWrongCodes("a", 5)).containsExactly(true, true, true, false, false);
    }

    @Test
    void correctCodeIsRefusedDuringABlock() {
        enterWrongCodes("a", 3);
        assertThat(limit("a").acquire()).isFalse();
    }

    @Test
    void retryAfterIsTheRemainingTimeOfTheBlock() {
        enterWrongCodes("a", 3);
        Time.setOffset(20);
        assertThat(refused("a").retryAfter()).isBetween(29L, 30L);
        Time.setOffset(49);
        assertThat(refused("a").retryAfter()).isEqualTo(1);
    }

    @Test
    void attemptsDuringABlockDoNotExtendIt() {
        enterWrongCodes("a", 3);
        Time.setOffset(40);
        enterWrongCodes("a", 5);
        Time.setOffset(51);
        assertThat(limit("a").acquire()).isTrue();
    }

    @Test
    void countingRestartsAfterABlock() {
        enterWrongCodes("a", 3);
        Time.setOffset(51);
        assertThat(enterWrongCodes("a", 4)).containsExactly(true, true, true, false);
    }

    @Test
    void eachWrongCodeExpiresAfterTheCountingPeriod() {
        enterWrongCodes("a", 1);
        Time.setOffset(60);
        enterWrongCodes("a", 1);
        Time.setOffset(101);
        assertThat(enterWrongCodes("a", 3)).containsExactly(true, true, false);
    }

    @Test
    void correctCodesAreNotCounted() {
        enterWrongCodes("a", 2);
        for (int i = 0; i < 10; i++) {
            WrongCodeLimit limit = limit("a");
            assertThat(limit.acquire()).isTrue();
            limit.release();
        }
        assertThat(enterWrongCodes("a", 2)).containsExactly(true, false);
    }

    @Test
    void eachKeyHasItsOwnLimit() {
        enterWrongCodes("a", 3);
        assertThat(enterWrongCodes("b", 4)).containsExactly(true, true, true, false);
    }

    /** Such as from a lecture hall: without a wrong code, nobody has to wait longer than a second. */
    @Test
    void concurrentCorrectCodesDoNotStartABlock() {
        List<WrongCodeLimit> concurrent =
                Stream.generate(() -> limit("a")).limit(3).toList();
        assertThat(concurrent).allMatch(WrongCodeLimit::acquire);
        assertThat(refused("a").retryAfter()).isEqualTo(1);
        concurrent.forEach(WrongCodeLimit::release);
        assertThat(limit("a").acquire()).isTrue();
    }

    /** It may be fewer than the limit: an attempt that holds a slot counts towards the block that then refuses it. */
    @Test
    void concurrentAttemptsNeverLookUpMoreCodesThanTheLimit() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try {
            for (int round = 0; round < 200; round++) {
                String key = "key" + round;
                Callable<Boolean> attempt = () -> enterWrongCode(key);
                int lookedUp = 0;
                for (Future<Boolean> outcome : threads.invokeAll(
                        Stream.generate(() -> attempt).limit(40).toList())) {
                    lookedUp += outcome.get() ? 1 : 0;
                }
                assertThat(lookedUp).isBetween(1, LIMIT);
                assertThat(refused(key).retryAfter()).isGreaterThan(1);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** A block frees the slots, so an attempt that gets one must check for a block again. */
    @Test
    void blockThatStartsDuringAnAttemptIsDetected() {
        SharedStore busy = new SharedStore() {
            private boolean firstCall = true;

            @Override
            public boolean contains(String key) {
                boolean before = super.contains(key);
                if (firstCall) {
                    firstCall = false;
                    for (int i = 0; i < LIMIT; i++) {
                        enterWrongCode(new WrongCodeLimit(this, OPTIONS, LIMIT, "a"));
                    }
                }
                return before;
            }
        };
        assertThat(new WrongCodeLimit(busy, OPTIONS, LIMIT, "a").acquire()).isFalse();
    }

    @Test
    void attemptRefusedByOneLimitIsNotCountedByTheOthers() {
        enterWrongCodes("network", 3);
        for (int i = 0; i < 5; i++) {
            assertThat(new WrongCodeLimits(List.of(limit("browser"), limit("network"))).acquire())
                    .isPositive();
        }
        assertThat(enterWrongCodes("browser", 4)).containsExactly(true, true, true, false);
    }

    @Test
    void wrongCodeIsCountedByAllLimits() {
        for (int i = 0; i < 3; i++) {
            WrongCodeLimits both = new WrongCodeLimits(List.of(limit("browser"), limit("network")));
            assertThat(both.acquire()).isZero();
            both.countWrong();
        }
        refused("browser");
        refused("network");
    }

    private List<Boolean> enterWrongCodes(String key, int attempts) {
        return Stream.generate(() -> enterWrongCode(key)).limit(attempts).toList();
    }

    private boolean enterWrongCode(String key) {
        return enterWrongCode(limit(key));
    }

    private static boolean enterWrongCode(WrongCodeLimit limit) {
        boolean lookedUp = limit.acquire();
        if (lookedUp) {
            limit.countWrong();
        }
        return lookedUp;
    }

    private WrongCodeLimit refused(String key) {
        WrongCodeLimit limit = limit(key);
        assertThat(limit.acquire()).isFalse();
        return limit;
    }

    private WrongCodeLimit limit(String key) {
        return new WrongCodeLimit(store, OPTIONS, LIMIT, key);
    }
}

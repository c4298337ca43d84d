package dev.oauth2notebook.keycloak.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Checks the default limits for a class behind one address, and the figures for it in docs/device.md. */
class SharedNetworkLimitTest {

    private static final int USERS = 30;
    private static final int LIMIT = WrongCodeOptions.DEFAULT.networkLimit();

    private final SharedStore store = new SharedStore();

    @Test
    void classIsRarelyBlocked() {
        assertThat(blocked(1 / 5.0, LIMIT)).isLessThan(1e-14);
        assertThat(blocked(1 / 3.0, LIMIT)).isBetween(4e-8, 6e-8);
        assertThat(blocked(1 / 2.0, LIMIT)).isBetween(0.011, 0.013);
    }

    @Test
    void browserLimitWouldOftenBlockAClass() {
        assertThat(blocked(1 / 5.0, WrongCodeOptions.DEFAULT.browserLimit())).isBetween(0.23, 0.25);
    }

    @Test
    void oneWrongCodePerUserDoesNotBlock() {
        for (int user = 0; user < USERS; user++) {
            assertThat(enter(user, false)).isTrue();
            assertThat(enter(user, true)).isTrue();
        }
    }

    @Test
    void allUsersMayEnterACorrectCodeConcurrently() {
        List<WrongCodeLimits> attempts = new ArrayList<>();
        for (int user = 0; user < USERS; user++) {
            WrongCodeLimits limits = limits(user);
            assertThat(limits.acquire()).isZero();
            attempts.add(limits);
        }
        attempts.forEach(WrongCodeLimits::release);
    }

    /** Correct codes do not reset the limit: an attacker can get any number of them for devices of their own. */
    @Test
    void attackerWithNewBrowsersAndCorrectCodesIsBlocked() {
        long wrong = Stream.iterate(0, browser -> browser + 2)
                .limit(USERS * 10)
                .filter(browser -> enter(browser, true) & enter(browser + 1, false))
                .count();
        assertThat(wrong).isEqualTo(LIMIT);
    }

    /**
     * Returns the probability of at least {@code limit} wrong codes before every user has entered a correct one.
     *
     * @param wrong probability that a code entered is wrong
     */
    private static double blocked(double wrong, int limit) {
        double notBlocked = 0;
        double exactly = Math.pow(1 - wrong, USERS);
        for (int codes = 0; codes < limit; codes++) {
            notBlocked += exactly;
            exactly *= wrong * (USERS + codes) / (codes + 1);
        }
        return 1 - notBlocked;
    }

    private boolean enter(int browser, boolean correct) {
        WrongCodeLimits limits = limits(browser);
        if (limits.acquire() > 0) {
            return false;
        }
        if (correct) {
            limits.release();
        } else {
            limits.countWrong();
        }
        return true;
    }

    private WrongCodeLimits limits(int browser) {
        WrongCodeOptions options = WrongCodeOptions.DEFAULT;
        return new WrongCodeLimits(List.of(
                new WrongCodeLimit(store, options, options.browserLimit(), "browser" + browser),
                new WrongCodeLimit(store, options, options.networkLimit(), "network")));
    }
}

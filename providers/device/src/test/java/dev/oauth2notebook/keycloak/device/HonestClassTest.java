package dev.oauth2notebook.keycloak.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The calculation in docs/device.md, and the shipped limits with a class behind one address. */
class HonestClassTest {

    private static final int PEOPLE = 30;
    private static final int LIMIT = WrongCodeOptions.DEFAULT.networkLimit();

    private final SharedStore store = new SharedStore();

    /** Every third code that is entered is wrong: 15 wrong codes on average. */
    @Test
    void classIsAlmostNeverBlocked() {
        assertThat(blocked(1 / 5.0, LIMIT)).isLessThan(1e-14);
        assertThat(blocked(1 / 3.0, LIMIT)).isBetween(4e-8, 6e-8);
        assertThat(blocked(1 / 2.0, LIMIT)).isBetween(0.011, 0.013);
    }

    @Test
    void classWouldOftenBeBlockedByTheLimitOfOneBrowser() {
        assertThat(blocked(1 / 5.0, WrongCodeOptions.DEFAULT.browserLimit())).isBetween(0.23, 0.25);
    }

    @Test
    void oneHonestWrongCodeEachBlocksNobody() {
        for (int person = 0; person < PEOPLE; person++) {
            assertThat(enter(person, false)).isTrue();
            assertThat(enter(person, true)).isTrue();
        }
    }

    @Test
    void everybodyMayEnterARightCodeAtTheSameTime() {
        List<WrongCodeLimits> tries = new ArrayList<>();
        for (int person = 0; person < PEOPLE; person++) {
            WrongCodeLimits limits = limits(person);
            assertThat(limits.begin()).isZero();
            tries.add(limits);
        }
        tries.forEach(WrongCodeLimits::right);
    }

    /** Right codes earn nothing: whoever guesses can get as many of them as they like, for devices of their own. */
    @Test
    void guesserWithNewBrowsersAndRightCodesIsBlocked() {
        long wrong = Stream.iterate(0, browser -> browser + 2)
                .limit(PEOPLE * 10)
                .filter(browser -> enter(browser, true) & enter(browser + 1, false))
                .count();
        assertThat(wrong).isEqualTo(LIMIT);
    }

    /** The probability of at least {@code limit} wrong codes before the last person's right one. */
    private static double blocked(double wrong, int limit) {
        double notBlocked = 0;
        double exactly = Math.pow(1 - wrong, PEOPLE);
        for (int codes = 0; codes < limit; codes++) {
            notBlocked += exactly;
            exactly *= wrong * (PEOPLE + codes) / (codes + 1);
        }
        return 1 - notBlocked;
    }

    private boolean enter(int browser, boolean right) {
        WrongCodeLimits limits = limits(browser);
        if (limits.begin() > 0) {
            return false;
        }
        if (right) {
            limits.right();
        } else {
            limits.wrong();
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

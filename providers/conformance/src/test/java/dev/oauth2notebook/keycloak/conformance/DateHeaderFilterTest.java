package dev.oauth2notebook.keycloak.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class DateHeaderFilterTest {

    /** The example of RFC 9110 §5.6.7. */
    @Test
    void dateIsFormattedWithTwoDigitDay() {
        Clock clock = Clock.fixed(Instant.parse("1994-11-06T08:49:37.999Z"), ZoneOffset.ofHours(2));
        assertThat(DateHeaderFilter.now(clock)).isEqualTo("Sun, 06 Nov 1994 08:49:37 GMT");
    }
}

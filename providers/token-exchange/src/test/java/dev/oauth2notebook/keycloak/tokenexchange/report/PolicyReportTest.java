package dev.oauth2notebook.keycloak.tokenexchange.report;

import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;
import org.keycloak.representations.AccessToken;

class PolicyReportTest {

    /** Without an event, everything that is reported fails. */
    private final PolicyReport report = new PolicyReport(null);

    @Test
    void faultOfThePolicyDoesNotReachTheRequest() {
        assertThatCode(() -> {
                    report.evaluate(() -> {
                        throw new IllegalStateException("simulated");
                    });
                    report.compare(new AccessToken(), true);
                })
                .doesNotThrowAnyException();
    }
}

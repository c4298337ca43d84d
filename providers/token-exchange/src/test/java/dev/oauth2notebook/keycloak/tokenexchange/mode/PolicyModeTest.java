package dev.oauth2notebook.keycloak.tokenexchange.mode;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyModeTest {

    @ParameterizedTest
    @CsvSource({"off, OFF", "report, REPORT", "enforced, ENFORCED", "'', OFF", "' ', OFF"})
    void knownValueIsAMode(String value, PolicyMode mode) {
        assertThat(PolicyMode.ofValue(value)).contains(mode);
    }

    @ParameterizedTest
    @NullSource
    void absentValueIsOff(String value) {
        assertThat(PolicyMode.ofValue(value)).contains(PolicyMode.OFF);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Off", "REPORT", "Enforced", "enforced ", "on", "true", "of"})
    void otherValuesAreUnknown(String value) {
        assertThat(PolicyMode.ofValue(value)).isEmpty();
    }
}

package dev.oauth2notebook.keycloak.tokenexchange.mode;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeycloakDelegationTest {

    @ParameterizedTest
    @CsvSource({
        "ENFORCED, true, false",
        "ENFORCED, false, false",
        "REPORT, true, true",
        "REPORT, false, false",
        "OFF, true, true",
        "OFF, false, false"
    })
    void keycloakDelegatesWhereItCanAndPermitsDoNotDecide(PolicyMode mode, boolean registered, boolean used) {
        assertThat(KeycloakDelegation.isUsed(mode, registered)).isEqualTo(used);
    }
}

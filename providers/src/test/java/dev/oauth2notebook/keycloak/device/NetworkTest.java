package dev.oauth2notebook.keycloak.device;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkTest {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1, true",
        "192.0.2.1, 192.0.2.2, false",
        "192.0.2.1, ::ffff:192.0.2.1, true",
        "2001:db8:1:2::1, 2001:db8:1:2:ffff:ffff:ffff:ffff, true",
        "2001:db8:1:2::1, 2001:DB8:1:2:0:0:0:1, true",
        "2001:db8:1:2::1, 2001:db8:1:3::1, false",
        "::1, 0:0:0:0:0:0:0:1, true",
        "not an address, another, false",
        ":not:an:address, :another:, false",
    })
    void addressesAreOfOneNetwork(String one, String other, boolean same) {
        assertThat(Network.of(one).equals(Network.of(other))).isEqualTo(same);
    }
}

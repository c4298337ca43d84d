package dev.oauth2notebook.keycloak.device;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "unknown",
                "unknown:443",
                "_hidden",
                "_SEVKISEK:80",
                "evil.example",
                "evil.example:80",
                "192.0.2.1, 192.0.2.2",
                "192.0.2.256",
                "192.0.2",
                "192.0.2.1:",
                "192.0.2.1:port",
                "0192.0.2.1",
                "2001:db8::1::2",
                "[2001:db8::1",
                "2001:db8::1]:443",
                "[2001:db8::1]443",
                "[192.0.2.1]:443",
                "[]",
                ":",
                ":not:an:address",
                "dead",
            })
    void unparsableAddressesShareOneNetwork(String node) {
        assertThat(Network.of(node, null)).isEqualTo(Network.UNKNOWN);
        assertThat(Network.of(null, node)).isEqualTo(Network.UNKNOWN);
    }

    @Test
    void missingAddressBelongsToTheSharedNetwork() {
        assertThat(Network.of(null, null)).isEqualTo(Network.UNKNOWN);
    }

    /** The notations of RFC 7239 §6, and those that proxies use in {@code X-Forwarded-For}. */
    @ParameterizedTest
    @CsvSource({
        "192.0.2.1:443, 192.0.2.1",
        "192.0.2.1:_obfuscated, 192.0.2.1",
        "[2001:db8:1:2::1]:443, 2001:db8:1:2::1",
        "[2001:db8:1:2::1]:_obfuscated, 2001:db8:1:2::1",
        "[2001:db8:1:2::1], 2001:db8:1:2::1",
        "fe80::1%eth0, fe80::1",
        "[fe80::1%25eth0]:443, fe80::1",
        "::ffff:192.0.2.1, 192.0.2.1",
        "[::ffff:192.0.2.1]:443, 192.0.2.1",
    })
    void notationsOfOneAddressAreOneNetwork(String notation, String address) {
        assertThat(Network.of(null, notation))
                .isEqualTo(Network.of(notation, "ignored"))
                .isEqualTo(Network.of(address, null))
                .isNotEqualTo(Network.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1, true",
        "192.0.2.1, 192.0.2.2, false",
        "2001:db8:1:2::1, 2001:db8:1:2:ffff:ffff:ffff:ffff, true",
        "2001:db8:1:2::1, 2001:DB8:1:2:0:0:0:1, true",
        "2001:db8:1:2::1, 2001:db8:1:3::1, false",
        "::1, 0:0:0:0:0:0:0:1, true",
    })
    void addressesAreInTheSameNetwork(String one, String other, boolean same) {
        assertThat(Network.of(one, null).equals(Network.of(other, null))).isEqualTo(same);
    }
}

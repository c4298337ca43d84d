package dev.oauth2notebook.keycloak.device;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;

/** The part of a client's address that a person cannot change at will: all of IPv4, the first 64 bits of IPv6. */
final class Network {

    private static final int IPV6_PREFIX_BYTES = 8;

    private Network() {}

    /**
     * Returns the network of an address.
     *
     * @param address as Keycloak knows the client's, after proxy headers
     * @return the same text for all addresses of one network
     */
    static String of(String address) {
        // Only what has a colon is parsed, so that no name is ever asked of the DNS.
        if (address.indexOf(':') < 0) {
            return address;
        }
        try {
            InetAddress parsed = InetAddress.getByName(address);
            return parsed instanceof Inet6Address
                    ? HexFormat.of().formatHex(Arrays.copyOf(parsed.getAddress(), IPV6_PREFIX_BYTES))
                    : parsed.getHostAddress();
        } catch (UnknownHostException e) {
            return address;
        }
    }
}

package dev.oauth2notebook.keycloak.device;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The part of a client's address that a person cannot change at will: all of IPv4, the first 64 bits of IPv6. */
final class Network {

    /**
     * All clients without a readable address share it: proxies may send {@code unknown} or an obfuscated identifier (RFC
     * 7239 §6.2, §6.3), and if such a name had a network of its own, whoever can choose the name could choose the network.
     */
    static final String UNKNOWN = "unknown";

    private static final int IPV6_PREFIX_BYTES = 8;
    private static final String OCTET = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    private static final String PORT = "(?::(?:\\d{1,5}|_[\\w.-]+))?";

    /** {@code node} of RFC 7239 §6, as far as it is an IPv4 address, with or without a port. */
    private static final Pattern IPV4 = Pattern.compile("(" + OCTET + "(?:\\." + OCTET + "){3})" + PORT);

    /** An IPv6 address, in brackets with or without a port (RFC 7239 §6), or without brackets; with or without a zone. */
    private static final Pattern IPV6 =
            Pattern.compile("\\[([\\p{XDigit}:.]+)(?:%[\\w.-]+)?]" + PORT + "|([\\p{XDigit}:.]+)(?:%[\\w.-]+)?");

    private Network() {}

    /**
     * Returns the network of a client.
     *
     * @param address as Keycloak knows it, after proxy headers, or {@code null}, as for what it cannot read
     * @param host what Keycloak knows instead of an address, as a proxy has written it, or {@code null}
     * @return the same text for all addresses of one network, or {@link #UNKNOWN}
     */
    static String of(String address, String host) {
        String node = address != null ? address : host;
        if (node == null) {
            return UNKNOWN;
        }
        Matcher ipv4 = IPV4.matcher(node);
        if (ipv4.matches()) {
            return ipv4.group(1);
        }
        Matcher ipv6 = IPV6.matcher(node);
        return ipv6.matches() ? ofIpv6(ipv6.group(1) != null ? ipv6.group(1) : ipv6.group(2)) : UNKNOWN;
    }

    private static String ofIpv6(String address) {
        // Only what has a colon is parsed, so that no name is ever asked of the DNS.
        if (address.indexOf(':') < 0) {
            return UNKNOWN;
        }
        try {
            InetAddress parsed = InetAddress.getByName(address);
            return parsed instanceof Inet6Address
                    ? HexFormat.of().formatHex(Arrays.copyOf(parsed.getAddress(), IPV6_PREFIX_BYTES))
                    : parsed.getHostAddress();
        } catch (UnknownHostException e) {
            return UNKNOWN;
        }
    }
}

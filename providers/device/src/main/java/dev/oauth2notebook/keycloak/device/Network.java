package dev.oauth2notebook.keycloak.device;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of a client's IP address that its user cannot choose freely: a whole IPv4 address, or the first 64 bits of
 * an IPv6 address.
 */
final class Network {

    /**
     * The network of all clients whose address cannot be parsed. Proxies may send {@code unknown} or an obfuscated
     * identifier (RFC 7239 §6.2, §6.3). If each of these were a separate network, a client that can choose the
     * identifier could choose its network.
     */
    static final String UNKNOWN = "unknown";

    private static final int IPV6_PREFIX_BYTES = 8;
    private static final String OCTET = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    private static final String PORT = "(?::(?:\\d{1,5}|_[\\w.-]+))?";

    /** An IPv4 address with an optional port, as in {@code node} of RFC 7239 §6. */
    private static final Pattern IPV4 = Pattern.compile("(" + OCTET + "(?:\\." + OCTET + "){3})" + PORT);

    /**
     * An IPv6 address with an optional zone, either in brackets with an optional port (RFC 7239 §6) or without
     * brackets.
     */
    private static final Pattern IPV6 =
            Pattern.compile("\\[([\\p{XDigit}:.]+)(?:%[\\w.-]+)?]" + PORT + "|([\\p{XDigit}:.]+)(?:%[\\w.-]+)?");

    private Network() {}

    /**
     * Returns the network of a client.
     *
     * @param address the address as determined by Keycloak, after evaluating proxy headers; {@code null} if Keycloak
     *     cannot parse it
     * @param host the identifier that a proxy has sent, used if {@code address} is {@code null}; may be {@code null}
     * @return a string that is the same for all addresses of one network, or {@link #UNKNOWN}
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
        // Without a colon, the value could be a host name, which getByName() would look up in the DNS.
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

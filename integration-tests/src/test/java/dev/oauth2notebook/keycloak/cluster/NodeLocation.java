package dev.oauth2notebook.keycloak.cluster;

import java.util.List;
import java.util.stream.Stream;

/**
 * Where a node runs.
 *
 * @param command the start of its command line, e.g. to enter a network namespace; may be empty
 * @param address the address at which it accepts requests
 * @param clusterAddress the address at which the other node reaches it
 * @param databaseAddress the address at which it reaches the database
 */
public record NodeLocation(List<String> command, String address, String clusterAddress, String databaseAddress) {

    /**
     * Returns two locations on loopback addresses that no other build on this machine uses. A cluster has fixed ports,
     * so the addresses are derived from the process ID.
     */
    public static List<NodeLocation> loopback() {
        long pid = ProcessHandle.current().pid();
        String network = "127." + (1 + pid / 250 % 250) + "." + (1 + pid % 250) + ".";
        return Stream.of(2, 3)
                .map(host -> new NodeLocation(List.of(), network + host, network + host, "127.0.0.1"))
                .toList();
    }
}

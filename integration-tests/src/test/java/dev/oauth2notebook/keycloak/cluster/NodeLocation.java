package dev.oauth2notebook.keycloak.cluster;

import java.util.List;
import java.util.stream.Stream;

/**
 * Where a node runs.
 *
 * @param command what its command line begins with, e.g. to enter a network namespace; may be empty
 * @param address at which it takes requests
 * @param clusterAddress at which the other node reaches it
 * @param databaseAddress at which it reaches the database
 */
public record Place(List<String> command, String address, String clusterAddress, String databaseAddress) {

    /**
     * Returns two places on loopback addresses that no other build on this machine uses: the ports of a cluster are
     * fixed, so these are taken from this process's id.
     */
    public static List<Place> loopback() {
        long pid = ProcessHandle.current().pid();
        String network = "127." + (1 + pid / 250 % 250) + "." + (1 + pid % 250) + ".";
        return Stream.of(2, 3)
                .map(host -> new Place(List.of(), network + host, network + host, "127.0.0.1"))
                .toList();
    }
}

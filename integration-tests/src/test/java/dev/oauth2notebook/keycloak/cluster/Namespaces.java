package dev.oauth2notebook.keycloak.cluster;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Network namespaces for two nodes. Creating them requires root. Each node has one link to the host, for requests and
 * the database, and one to a bridge in a third namespace, only for traffic between the nodes. The latter can be cut.
 */
public final class Namespaces implements AutoCloseable {

    private static final int NODES = 2;

    /** Short enough for interface names, which the kernel limits to 15 characters. */
    private final String prefix = "rel" + ProcessHandle.current().pid() % 1_000_000;

    private final String network = "10." + (100 + ProcessHandle.current().pid() % 100) + ".";
    private final String hub = prefix + "hub";

    /** Creates the namespaces. */
    public Namespaces() {
        if (!Processes.isRoot()) {
            throw new IllegalStateException(
                    "Creating network namespaces requires root: run the reliability suite as root.");
        }
        Processes.atExit(this::close);
        ip("netns add " + hub);
        ip("-n " + hub + " link add switch type bridge");
        ip("-n " + hub + " link set switch up");
        for (int node = 0; node < NODES; node++) {
            ip("netns add " + name(node));
            ip("-n " + name(node) + " link set lo up");
            connectToHost(node);
            connectToBridge(node);
        }
    }

    /** Returns the locations of the nodes. */
    public List<NodeLocation> locations() {
        List<NodeLocation> locations = new ArrayList<>();
        for (int node = 0; node < NODES; node++) {
            locations.add(new NodeLocation(
                    List.of("ip", "netns", "exec", name(node)),
                    hostLinkAddress(node, 2),
                    clusterAddress(node),
                    hostLinkAddress(node, 1)));
        }
        return locations;
    }

    /** Returns the addresses at which the host is reached from the namespaces. */
    public List<String> hostAddresses() {
        return List.of(hostLinkAddress(0, 1), hostLinkAddress(1, 1));
    }

    /** Cuts the link between the nodes, so that their packets are silently lost. */
    public void cut() {
        ip("-n " + hub + " link set port0 down");
    }

    /** Restores the link between the nodes. */
    public void heal() {
        ip("-n " + hub + " link set port0 up");
    }

    /** Deletes the namespaces, and with them all interfaces. */
    @Override
    public void close() {
        List<String> names = new ArrayList<>(List.of(name(0), name(1), hub));
        names.retainAll(existing());
        names.forEach(name -> ip("netns del " + name));
    }

    private void connectToHost(int node) {
        String end = prefix + "w" + node;
        ip("link add " + end + " type veth peer name wire netns " + name(node));
        ip("addr add " + hostLinkAddress(node, 1) + "/30 dev " + end);
        ip("link set " + end + " up");
        ip("-n " + name(node) + " addr add " + hostLinkAddress(node, 2) + "/30 dev wire");
        ip("-n " + name(node) + " link set wire up");
    }

    private void connectToBridge(int node) {
        String port = "port" + node;
        ip("-n " + hub + " link add " + port + " type veth peer name cluster netns " + name(node));
        ip("-n " + hub + " link set " + port + " master switch up");
        ip("-n " + name(node) + " addr add " + clusterAddress(node) + "/24 dev cluster");
        ip("-n " + name(node) + " link set cluster up");
    }

    private String name(int node) {
        return prefix + "node" + node;
    }

    private String hostLinkAddress(int node, int host) {
        return network + node + "." + host;
    }

    private String clusterAddress(int node) {
        return network + "9." + (node + 1);
    }

    private static List<String> existing() {
        List<String> names = new ArrayList<>();
        for (String line : Processes.run("ip", "netns", "list").split("\n")) {
            Collections.addAll(names, line.split(" ")[0]);
        }
        return names;
    }

    private static void ip(String arguments) {
        List<String> command = new ArrayList<>(List.of("ip"));
        Collections.addAll(command, arguments.split(" "));
        Processes.run(command);
    }
}

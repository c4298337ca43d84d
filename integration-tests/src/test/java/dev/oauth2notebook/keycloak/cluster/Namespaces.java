package dev.oauth2notebook.keycloak.cluster;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Network namespaces for two nodes, which only root can make. Each node has a wire to this machine, for requests and the
 * database, and one to a switch in a third namespace, for the other node alone: that one can be cut.
 */
public final class Namespaces implements AutoCloseable {

    private static final int NODES = 2;

    /** Short enough for the names of interfaces, which the kernel limits to 15 characters. */
    private final String prefix = "rel" + ProcessHandle.current().pid() % 1_000_000;

    private final String network = "10." + (100 + ProcessHandle.current().pid() % 100) + ".";
    private final String hub = prefix + "hub";

    /** Makes the namespaces. */
    public Namespaces() {
        if (!Programs.asRoot()) {
            throw new IllegalStateException(
                    "Only root may make network namespaces: run the reliability suite as root.");
        }
        Programs.atTheEnd(this::close);
        ip("netns add " + hub);
        ip("-n " + hub + " link add switch type bridge");
        ip("-n " + hub + " link set switch up");
        for (int node = 0; node < NODES; node++) {
            ip("netns add " + name(node));
            ip("-n " + name(node) + " link set lo up");
            wire(node);
            cluster(node);
        }
    }

    /** Returns where the nodes are. */
    public List<Place> places() {
        List<Place> places = new ArrayList<>();
        for (int node = 0; node < NODES; node++) {
            places.add(new Place(
                    List.of("ip", "netns", "exec", name(node)), wire(node, 2), clusterAddress(node), wire(node, 1)));
        }
        return places;
    }

    /** Returns the addresses at which this machine is reached from the namespaces. */
    public List<String> hostAddresses() {
        return List.of(wire(0, 1), wire(1, 1));
    }

    /** Cuts the wire between the nodes: what they send is lost without a word. */
    public void cut() {
        ip("-n " + hub + " link set port0 down");
    }

    /** Mends it. */
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

    private void wire(int node) {
        String end = prefix + "w" + node;
        ip("link add " + end + " type veth peer name wire netns " + name(node));
        ip("addr add " + wire(node, 1) + "/30 dev " + end);
        ip("link set " + end + " up");
        ip("-n " + name(node) + " addr add " + wire(node, 2) + "/30 dev wire");
        ip("-n " + name(node) + " link set wire up");
    }

    private void cluster(int node) {
        String port = "port" + node;
        ip("-n " + hub + " link add " + port + " type veth peer name cluster netns " + name(node));
        ip("-n " + hub + " link set " + port + " master switch up");
        ip("-n " + name(node) + " addr add " + clusterAddress(node) + "/24 dev cluster");
        ip("-n " + name(node) + " link set cluster up");
    }

    private String name(int node) {
        return prefix + "node" + node;
    }

    private String wire(int node, int host) {
        return network + node + "." + host;
    }

    private String clusterAddress(int node) {
        return network + "9." + (node + 1);
    }

    private static List<String> existing() {
        List<String> names = new ArrayList<>();
        for (String line : Programs.run("ip", "netns", "list").split("\n")) {
            Collections.addAll(names, line.split(" ")[0]);
        }
        return names;
    }

    private static void ip(String arguments) {
        List<String> command = new ArrayList<>(List.of("ip"));
        Collections.addAll(command, arguments.split(" "));
        Programs.run(command);
    }
}

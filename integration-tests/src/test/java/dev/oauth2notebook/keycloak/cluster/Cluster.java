package dev.oauth2notebook.keycloak.cluster;

import dev.oauth2notebook.keycloak.support.Environment;
import dev.oauth2notebook.keycloak.support.Project;
import dev.oauth2notebook.keycloak.support.Server;
import dev.oauth2notebook.keycloak.support.ServerHome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Two packaged servers that share a PostgreSQL database, behind a load balancer. */
public final class Cluster implements Server {

    private final Postgres database;
    private final LoadBalancer balancer = new LoadBalancer();
    private List<ClusterNode> nodes;

    /** Creates a cluster and starts its nodes, the first one alone because it imports the realm. */
    public Cluster(List<NodeLocation> locations, Postgres database) {
        this.database = database;
        Path home = home();
        nodes = locations.stream()
                .map(location -> new ClusterNode(location, home, balancer.url(), database))
                .toList();
        try {
            nodes.get(0).start();
            nodes.get(0).awaitReady(1);
            restore();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /**
     * Starts whatever is not running, waits until the nodes have formed a cluster, and sends requests to all of them.
     */
    public void restore() {
        database.start();
        nodes.stream().filter(node -> !node.isAlive()).forEach(ClusterNode::start);
        nodes.forEach(node -> node.awaitReady(nodes.size()));
        balancer.use(nodes);
    }

    /** Kills all nodes but the first, which is the only member from now on. */
    public void shrinkToFirst() {
        nodes.stream().skip(1).forEach(ClusterNode::kill);
        nodes = nodes.subList(0, 1);
        restore();
    }

    /** Returns the nodes. */
    public List<ClusterNode> nodes() {
        return nodes;
    }

    /** Returns the database of the nodes. */
    public Postgres database() {
        return database;
    }

    /** Returns the load balancer in front of the nodes. */
    public LoadBalancer balancer() {
        return balancer;
    }

    @Override
    public String localUrl() {
        return balancer.url();
    }

    @Override
    public Environment environment() {
        return Environment.forServer(balancer.url());
    }

    @Override
    public String log() {
        return nodes.stream().map(ClusterNode::log).collect(Collectors.joining("\n"));
    }

    @Override
    public void close() {
        balancer.close();
        nodes.forEach(ClusterNode::kill);
        database.close();
    }

    /** Builds a copy of the packaged server for PostgreSQL and clustering, as the image is built. */
    private static Path home() {
        Path home = Project.server().resolveSibling("cluster");
        Folders.empty(home); // an earlier build may have left one
        try {
            ServerHome.copy(home).build("--db=postgres", "--cache=ispn");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return home;
    }
}

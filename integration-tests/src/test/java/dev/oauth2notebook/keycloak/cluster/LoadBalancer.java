package dev.oauth2notebook.keycloak.cluster;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A load balancer for tests that behaves as docker/haproxy.cfg configures it: each connection goes to the next node
 * that is ready, or to the first that is alive if none is ready. If the connection fails, another ready node is tried.
 * If there is none, the response is 503. There are no sticky sessions.
 */
public final class LoadBalancer implements AutoCloseable {

    private static final int CONNECT_TIMEOUT = 2000; // milliseconds
    private static final String BODY = "{\"error\":\"temporarily_unavailable\"}";
    private static final String UNAVAILABLE = String.join(
            "\r\n",
            "HTTP/1.1 503 Service Unavailable",
            "Retry-After: 5",
            "Cache-Control: no-store",
            "Content-Type: application/json",
            "Content-Length: " + BODY.length(),
            "Connection: close",
            "",
            BODY);

    private final ServerSocket socket;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "load-balancer");
        thread.setDaemon(true);
        return thread;
    });
    private final AtomicInteger turn = new AtomicInteger();
    private final HealthChecks ready = new HealthChecks("/health/ready");
    private final HealthChecks alive = new HealthChecks("/jwks");
    private volatile List<ClusterNode> nodes = List.of();

    LoadBalancer() {
        try {
            socket = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::accept);
    }

    /** Returns the URL of the cluster. */
    String url() {
        return "http://localhost:" + socket.getLocalPort();
    }

    /** Distributes all connections to these nodes from now on. */
    public void use(List<ClusterNode> backends) {
        nodes = List.copyOf(backends);
        ready.watch(nodes);
        alive.watch(nodes);
    }

    @Override
    public void close() {
        ready.close();
        alive.close();
        closeQuietly(socket);
        threads.shutdownNow();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                threads.execute(() -> connect(client));
            } catch (IOException e) {
                // the load balancer was closed, or this connection was aborted
            }
        }
    }

    private void connect(Socket client) {
        for (ClusterNode node : candidates()) {
            Socket server = new Socket();
            try {
                server.connect(node.address(), CONNECT_TIMEOUT);
            } catch (IOException e) {
                closeQuietly(server);
                continue; // nothing has been sent yet, so another node can take the request
            }
            threads.execute(() -> copy(client, server));
            copy(server, client);
            return;
        }
        sendUnavailable(client);
    }

    /**
     * Responds with 503, then drains the request, because closing a socket with unread data would reset the connection.
     */
    private static void sendUnavailable(Socket client) {
        try (client) {
            client.setSoTimeout(CONNECT_TIMEOUT);
            client.getOutputStream().write(UNAVAILABLE.getBytes(StandardCharsets.US_ASCII));
            client.shutdownOutput();
            client.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // the client has disconnected
        }
    }

    private List<ClusterNode> candidates() {
        List<ClusterNode> healthy = new ArrayList<>(ready.healthy(nodes));
        if (healthy.isEmpty()) {
            return alive.healthy(nodes).stream().limit(1).toList();
        }
        Collections.rotate(healthy, turn.getAndIncrement() % healthy.size());
        return healthy;
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // one side has disconnected, so the other is closed, too
        } finally {
            closeQuietly(from);
            closeQuietly(to);
        }
    }

    private static void closeQuietly(AutoCloseable connection) {
        try {
            connection.close();
        } catch (Exception e) {
            // already closed
        }
    }
}

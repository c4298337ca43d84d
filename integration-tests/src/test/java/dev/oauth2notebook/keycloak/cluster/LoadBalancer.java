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
 * What docker/haproxy.cfg configures, for tests: each connection goes to the next node that is ready, or to the first that
 * is alive if none is ready; where it cannot be opened, to another one that is ready. Without any the answer is 503. Nothing
 * is sticky.
 */
public final class LoadBalancer implements AutoCloseable {

    private static final int CONNECT_LIMIT = 2000; // milliseconds
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
    private volatile List<Node> nodes = List.of();

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

    /** Sends all connections from now on to these nodes. */
    public void use(List<Node> backends) {
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
                // closed, or this one connection is gone
            }
        }
    }

    private void connect(Socket client) {
        for (Node node : inTurn()) {
            Socket server = new Socket();
            try {
                server.connect(node.address(), CONNECT_LIMIT);
            } catch (IOException e) {
                closeQuietly(server);
                continue; // the request has not begun, so another node may have it
            }
            threads.execute(() -> copy(client, server));
            copy(server, client);
            return;
        }
        sayUnavailable(client);
    }

    /** Answers itself, and reads what there is of the request, because closing with it unread would break the connection. */
    private static void sayUnavailable(Socket client) {
        try (client) {
            client.setSoTimeout(CONNECT_LIMIT);
            client.getOutputStream().write(UNAVAILABLE.getBytes(StandardCharsets.US_ASCII));
            client.shutdownOutput();
            client.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // the client is gone
        }
    }

    private List<Node> inTurn() {
        List<Node> healthy = new ArrayList<>(ready.healthy(nodes));
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
            // one side is gone, and the other is told so
        } finally {
            closeQuietly(from);
            closeQuietly(to);
        }
    }

    private static void closeQuietly(AutoCloseable connection) {
        try {
            connection.close();
        } catch (Exception e) {
            // gone already
        }
    }
}

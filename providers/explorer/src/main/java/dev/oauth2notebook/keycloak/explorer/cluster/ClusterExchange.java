package dev.oauth2notebook.keycloak.explorer.cluster;

import dev.oauth2notebook.keycloak.explorer.recording.Recorded;
import dev.oauth2notebook.keycloak.explorer.recording.Recorder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;
import org.keycloak.cluster.ClusterEvent;
import org.keycloak.cluster.ClusterProvider;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * Sends the requests that this node has recorded to the other nodes, at most once a second, and adds theirs to the ring.
 *
 * <p>It uses Keycloak's own messages to all nodes ({@link ClusterProvider#notify}) instead of a cache or a table: they
 * need no configuration, and they have the encryption and the membership that Keycloak already has. Keycloak keeps each
 * message for two minutes in a replicated cache, so their size is limited; a node that is busier than that sends what
 * fits, and the rest is seen only there. A node that is killed loses what it has not sent, at most its last second.
 */
public final class ClusterExchange {

    private static final Logger LOG = Logger.getLogger(ClusterExchange.class);

    private static final String MESSAGES = "oauth2-explorer";
    private static final int MAX_CHARACTERS = 64 * 1024;
    private static final int MAX_WAITING = 200;

    private final KeycloakSessionFactory factory;
    private final Recorder recorder;
    private final Runnable announce;
    private final BlockingQueue<Recorded> waiting = new LinkedBlockingQueue<>(MAX_WAITING);
    private final ScheduledExecutorService sender = Executors.newSingleThreadScheduledExecutor(task -> daemon(task));

    private ClusterExchange(KeycloakSessionFactory factory, Recorder recorder, Runnable announce) {
        this.factory = factory;
        this.recorder = recorder;
        this.announce = announce;
    }

    /** Returns whether, according to Keycloak's options, this server can have other nodes. */
    public static boolean isClustered() {
        return !ConfigProvider.getConfig()
                .getOptionalValue("kc.cache", String.class)
                .orElse("ispn")
                .equals("local");
    }

    /**
     * Begins to send and receive.
     *
     * @param factory Keycloak's session factory
     * @param recorder the recorder of this node
     * @param announce called after requests of another node have been added to the ring
     */
    public static ClusterExchange start(KeycloakSessionFactory factory, Recorder recorder, Runnable announce) {
        ClusterExchange exchange = new ClusterExchange(factory, recorder, announce);
        KeycloakModelUtils.runJobInTransaction(factory, session -> session.getProvider(ClusterProvider.class)
                .registerListener(MESSAGES, exchange::receive));
        recorder.listen(exchange.waiting::offer);
        exchange.sender.scheduleWithFixedDelay(exchange::send, 1, 1, TimeUnit.SECONDS);
        return exchange;
    }

    /** Stops sending. */
    public void close() {
        sender.shutdownNow();
    }

    private void send() {
        try {
            List<Wire> requests = new ArrayList<>();
            int characters = 0;
            for (Recorded next = waiting.peek(); next != null; next = waiting.peek()) {
                Wire request = Wire.of(next);
                characters += request.json().length();
                if (characters > MAX_CHARACTERS && !requests.isEmpty()) {
                    break; // the next second
                }
                waiting.remove();
                requests.add(request);
            }
            if (!requests.isEmpty()) {
                ClusterEvent event = new RecordedRequestsEvent(Wire.write(requests));
                KeycloakModelUtils.runJobInTransaction(factory, session -> session.getProvider(ClusterProvider.class)
                        .notify(MESSAGES, event, true));
            }
        } catch (RuntimeException e) {
            waiting.poll(); // it may be this one that cannot be rendered
            LOG.debug("Recorded requests could not be sent to the other nodes", e);
        }
    }

    private void receive(ClusterEvent event) {
        if (event instanceof RecordedRequestsEvent received) {
            Wire.read(received.requests()).forEach(request -> recorder.receive(request.toRecorded(), request.size()));
            announce.run();
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "explorer-cluster");
        thread.setDaemon(true);
        return thread;
    }
}

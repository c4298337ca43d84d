package dev.oauth2notebook.keycloak.explorer.cluster;

import dev.oauth2notebook.keycloak.explorer.recording.Recorder;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;
import org.keycloak.cluster.ClusterEvent;
import org.keycloak.cluster.ClusterProvider;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * Sends the requests that this node has recorded to the other nodes, once a second, and adds theirs to the ring.
 *
 * <p>It uses Keycloak's own messages to all nodes ({@link ClusterProvider#notify}) instead of a cache or a table: they
 * need no configuration, and they have the encryption and the membership that Keycloak already has. Keycloak keeps each
 * message for two minutes in a replicated cache, so their size is limited ({@link Outbox}); a node that is busier than
 * that sends what fits, and the rest is seen only there.
 */
public final class ClusterExchange {

    private static final Logger LOG = Logger.getLogger(ClusterExchange.class);

    private static final String MESSAGES = "oauth2-explorer";

    private final KeycloakSessionFactory factory;
    private final Recorder recorder;
    private final Runnable announce;
    private final Outbox outbox = new Outbox();
    private final ScheduledExecutorService sender = new ScheduledThreadPoolExecutor(1, task -> daemon(task));

    ClusterExchange(KeycloakSessionFactory factory, Recorder recorder, Runnable announce) {
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
        recorder.listen(exchange.outbox);
        exchange.sendRegularly(exchange.sender);
        return exchange;
    }

    /** Begins to send. A node that is killed loses what it has recorded since it last did. */
    void sendRegularly(ScheduledExecutorService executor) {
        executor.scheduleAtFixedRate(this::send, 1, 1, TimeUnit.SECONDS);
    }

    /** Stops sending. */
    public void close() {
        sender.shutdownNow();
    }

    private void send() {
        try {
            List<Wire> message = outbox.take();
            if (!message.isEmpty()) {
                ClusterEvent event = new RecordedRequestsEvent(Wire.write(message));
                KeycloakModelUtils.runJobInTransaction(factory, session -> session.getProvider(ClusterProvider.class)
                        .notify(MESSAGES, event, true));
            }
        } catch (RuntimeException e) {
            outbox.missed();
            LOG.debug("Recorded requests could not be sent to the other nodes", e);
        }
    }

    private void receive(ClusterEvent event) {
        if (event instanceof RecordedRequestsEvent received) {
            Wire.read(received.requests()).forEach(this::receive);
            announce.run();
        }
    }

    private void receive(Wire request) {
        if (request.equals(Wire.GAP)) {
            recorder.receiveGap();
        } else {
            recorder.receive(request.toRecorded(), request.size());
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "explorer-cluster");
        thread.setDaemon(true);
        return thread;
    }
}

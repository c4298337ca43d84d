package dev.oauth2notebook.keycloak.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oauth2notebook.keycloak.cluster.Cluster;
import dev.oauth2notebook.keycloak.cluster.Namespaces;
import dev.oauth2notebook.keycloak.cluster.Postgres;
import dev.oauth2notebook.keycloak.cluster.SmallDisk;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The long form of the reliability suite, which produces the figures of docs/reliability.md. It creates network
 * namespaces and a small disk, so it must run as root, with the Maven profile {@code reliability}. It takes about a
 * quarter of an hour.
 */
class ReliabilitySuite {

    private static final int DISK = 400; // megabytes

    private static final String APART = "the nodes do not reach each other for 60 s";

    private final List<Figures> two = new ArrayList<>();
    private final List<Figures> one = new ArrayList<>();
    private List<String> violations = List.of();

    @Test
    void guaranteesHoldDuringEveryOutage() {
        try (Namespaces network = new Namespaces();
                SmallDisk disk = new SmallDisk(DISK);
                Cluster cluster =
                        new Cluster(network.locations(), new Postgres(disk.folder(), network.hostAddresses()))) {
            try (Trial trial = new Trial(cluster)) {
                twoNodes(trial, cluster, network, disk);
                cluster.shrinkToFirst();
                oneNode(trial, new Outages(cluster));
                violations = trial.violations();
            }
        }
        Report.publish(two, one, violations);
        assertThat(violations).allMatch(ReliabilitySuite::isKnown);
        two.forEach(Figures::assertClear);
        one.forEach(Figures::assertClear);
    }

    private void twoNodes(Trial trial, Cluster cluster, Namespaces network, SmallDisk disk) {
        Outages outages = new Outages(cluster);
        trial.run(outages.nothing(10)); // warms the servers up
        two.add(trial.run(outages.nothing(15)));
        two.add(trial.run(new Outage(
                APART,
                network::cut,
                60,
                () -> {
                    network.heal();
                    cluster.restore();
                },
                true)));
        two.add(trial.run(outages.nodeKilled(5)));
        two.add(trial.run(outages.nodePaused(20)));
        two.add(trial.run(outages.databasePaused(8)));
        two.add(trial.run(outages.databaseKilled(8)));
        two.add(trial.run(outages.keysRotated(8)));
        two.add(trial.run(new Outage("the database's disk is full", disk::fill, 15, () -> {
            disk.free();
            cluster.restore();
        })));
        two.add(trial.run(outages.clockSkewed(10)));
        two.add(trial.run(outages.everythingKilled()));
    }

    private void oneNode(Trial trial, Outages outages) {
        one.add(trial.run(outages.nodeKilled(5)));
        one.add(trial.run(outages.nodePaused(20)));
        one.add(trial.run(outages.databaseKilled(8)));
    }

    /**
     * For some seconds after the nodes have been separated both are ready, and neither learns that a session has ended
     * on the other; see SECURITY.md, "Known issues in Keycloak 26.7.4". This must not persist after they have rejoined.
     */
    private static boolean isKnown(String violation) {
        return violation.startsWith("during \"" + APART) && violation.contains("of an ended session");
    }
}

package dev.oauth2notebook.keycloak.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oauth2notebook.keycloak.cluster.TwoNodeCluster;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The short form of the reliability suite: a load of all flows while a node or the database fails. */
@ExtendWith(TwoNodeCluster.class)
class ReliabilityIT {

    private final Trial trial = new Trial(TwoNodeCluster.get());
    private final Outages outages = new Outages(TwoNodeCluster.get());

    @AfterEach
    void end() {
        trial.close();
    }

    @Test
    void guaranteesHoldWhenTheDatabaseOrNodesFail() {
        List<Figures> figures = Stream.of(
                        outages.nodeLost(3),
                        outages.databasePaused(4),
                        outages.databaseKilled(5),
                        outages.everythingKilled())
                .map(trial::run)
                .toList();
        assertThat(trial.violations()).isEmpty();
        figures.forEach(Figures::assertClear);
    }
}

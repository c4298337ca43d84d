package dev.oauth2notebook.keycloak.cluster;

import static dev.oauth2notebook.keycloak.support.OAuth2.with;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.oauth2notebook.keycloak.support.OAuth2;
import dev.oauth2notebook.keycloak.support.Poll;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

/** Whoever watches one node sees the requests that the other one has served. */
@ExtendWith(TwoNodeCluster.class)
@Isolated("nodes that are short of CPU suspect each other")
class ExplorerClusterIT {

    private final Cluster cluster = TwoNodeCluster.get();
    private final OAuth2 oauth = new OAuth2(cluster);

    @Test
    void eachNodeShowsTheRequestsOfTheOther() {
        try {
            for (int node = 0; node < 2; node++) {
                cluster.balancer().use(List.of(cluster.nodes().get(node)));
                String audience = "audience-" + UUID.randomUUID();
                oauth.post(
                        "/token",
                        with(with(oauth.as("backend"), "grant_type", "client_credentials"), "audience", audience));
                List<Map<String, Object>> here = awaitRequests(audience);
                cluster.balancer().use(List.of(cluster.nodes().get(1 - node)));
                List<Map<String, Object>> there = awaitRequests(audience);
                assertThat(there).hasSize(1).isEqualTo(here);
            }
        } finally {
            cluster.balancer().use(cluster.nodes());
        }
    }

    private List<Map<String, Object>> awaitRequests(String audience) {
        return Poll.until(
                () -> given()
                        .get(oauth.url("/explorer/requests"))
                        .then()
                        .statusCode(200)
                        .extract()
                        .jsonPath()
                        .<Map<String, Object>>getList("requests")
                        .stream()
                        .filter(request -> request.get("form").toString().contains(audience))
                        .toList(),
                requests -> !requests.isEmpty());
    }
}

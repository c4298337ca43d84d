package dev.oauth2notebook.keycloak.cluster;

import static com.jayway.jsonpath.matchers.JsonPathMatchers.hasJsonPath;
import static dev.oauth2notebook.keycloak.support.OAuth2.with;

import dev.oauth2notebook.keycloak.support.OAuth2;
import java.util.List;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One of two nodes hangs with open connections while the other needs its response. */
@ExtendWith(TwoNodeCluster.class)
class HangingNodeIT {

    private final Cluster cluster = TwoNodeCluster.get();

    @AfterEach
    void resume() {
        cluster.nodes().get(1).resume();
        cluster.restore();
    }

    /** A revocation is written to the caches of both nodes; Infinispan waits up to 15 s for the other node. */
    @Test
    void clientIsAskedToRetryLater() {
        OAuth2 oauth = new OAuth2(cluster);
        String token = oauth.backendToken("api:read");
        cluster.balancer().use(List.of(cluster.nodes().get(0)));
        cluster.nodes().get(1).pause();
        oauth.post("/revoke", with(oauth.as("backend"), "token", token))
                .then()
                .statusCode(503)
                .header("Retry-After", "5")
                .body(hasJsonPath("$.error", Matchers.equalTo("temporarily_unavailable")));
    }
}

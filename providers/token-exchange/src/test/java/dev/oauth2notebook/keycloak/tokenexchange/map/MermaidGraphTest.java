package dev.oauth2notebook.keycloak.tokenexchange.map;

import static dev.oauth2notebook.keycloak.tokenexchange.map.MapFixture.ANY_CLIENT;
import static dev.oauth2notebook.keycloak.tokenexchange.map.MapFixture.policy;
import static dev.oauth2notebook.keycloak.tokenexchange.map.MapFixture.values;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MermaidGraphTest {

    @Test
    void requestersPermitsAndAudiencesAreConnected() {
        PermitMap map = new MapFixture()
                .permit("calls", values(), policy(1, ANY_CLIENT))
                .permit("broken", values())
                .exchange(1, "calls", "orders", Set.of())
                .map();
        assertThat(MermaidGraph.of(map)).isEqualTo("""
                        flowchart LR
                            p0(["calls<br>token of frontend"])
                            r1["backend"]
                            a2[["orders"]]
                            p3(["broken<br>token of frontend"])
                            r1 --> p0
                            p0 --> a2
                            r1 -.-> p3
                            p3 -.-> a2
                        """);
    }

    @Test
    void permitForClientCredentialsSaysSo() {
        assertThat(MermaidGraph.of(new MapFixture()
                        .credentialsPermit(
                                "direct",
                                Map.of("requesters", List.of("batch"), "audiences", List.of("orders")),
                                policy(1, ANY_CLIENT))
                        .map()))
                .isEqualTo("""
                        flowchart LR
                            p0(["direct<br>client credentials"])
                            r1["batch"]
                            a2[["orders"]]
                            r1 --> p0
                            p0 --> a2
                        """);
    }

    @Test
    void linesOfAnUnusedPermitAreSolid() {
        PermitMap map = new MapFixture()
                .permit("unused", values(), policy(1, ANY_CLIENT))
                .map();
        assertThat(map.permits().get(0).problems()).isNotEmpty();
        assertThat(MermaidGraph.of(map)).contains("-->").doesNotContain("-.->");
    }

    @Test
    void permitForAnyRequesterHasANodeForThem() {
        Map<String, Object> values = values();
        values.remove("requesters");
        assertThat(MermaidGraph.of(new MapFixture()
                        .permit("p", values, policy(1, ANY_CLIENT))
                        .map()))
                .contains("r1[\"any client that the policy selects\"]");
    }

    @Test
    void namesCannotBreakOutOfTheirNode() {
        Map<String, Object> values = values();
        values.put("audiences", List.of("a\"]; click x \"javascript:alert(1)\"\n<b>#`é"));
        String graph = MermaidGraph.of(new MapFixture()
                .permit("p\"])\nend", values, policy(1, ANY_CLIENT))
                .map());
        assertThat(graph)
                .contains("([\"p#34;#93;#41;#10;end<br>")
                .contains("#60;b#62;#35;#96;é\"]]")
                .doesNotContain("<b>", "javascript:", "\nend");
    }
}

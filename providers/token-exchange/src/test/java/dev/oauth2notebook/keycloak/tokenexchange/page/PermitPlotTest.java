package dev.oauth2notebook.keycloak.tokenexchange.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oauth2notebook.keycloak.tokenexchange.map.MappedPermit;
import dev.oauth2notebook.keycloak.tokenexchange.map.PermitProblem;
import dev.oauth2notebook.keycloak.tokenexchange.map.ProblemText;
import dev.oauth2notebook.keycloak.tokenexchange.page.PermitPlot.Box;
import dev.oauth2notebook.keycloak.tokenexchange.page.PermitPlot.Line;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PermitPlotTest {

    @Test
    void clientsOfSeveralPermitsAreDrawnOncePerColumn() {
        PermitPlot plot = new PermitPlot(
                List.of(permit("p1", List.of("a", "b"), List.of("x")), permit("p2", List.of("a"), List.of("x", "a"))),
                "*");
        assertThat(plot.getBoxes().stream().map(box -> box.column() + " " + box.name()))
                .containsExactlyInAnyOrder("0 a", "0 b", "1 p1", "1 p2", "2 x", "2 a");
        assertThat(plot.getLines()).hasSize(6);
    }

    @Test
    void boxesDoNotOverlapAndAreWithinThePlot() {
        PermitPlot plot = new PermitPlot(
                List.of(permit("p1", List.of("a", "b"), List.of("x")), permit("p2", List.of("c"), List.of("y"))), "*");
        List<Box> boxes = plot.getBoxes();
        for (Box box : boxes) {
            assertThat(box.x() + plot.getBoxWidth()).isLessThanOrEqualTo(plot.getWidth());
            assertThat(box.y() + plot.getBoxHeight()).isLessThanOrEqualTo(plot.getHeight());
            assertThat(boxes)
                    .filteredOn(other -> other != box && other.column() == box.column())
                    .allMatch(other -> Math.abs(other.y() - box.y()) >= plot.getBoxHeight());
        }
    }

    @Test
    void permitWithoutRequestersHasTheGivenLabel() {
        PermitPlot plot = new PermitPlot(List.of(permit("p", List.of(), List.of("x"))), "*");
        assertThat(plot.getBoxes()).extracting(Box::name).contains("*");
    }

    @Test
    void longNameIsShortenedAndKept() {
        String name = "n".repeat(100);
        PermitPlot plot = new PermitPlot(List.of(permit(name, List.of("a"), List.of("x"))), "*");
        Box box = plot.getBoxes().get(0);
        assertThat(box.name()).isEqualTo(name);
        assertThat(box.label()).hasSize(30).endsWith("…");
    }

    @Test
    void onlyDefectsAreMarked() {
        PermitPlot plot = new PermitPlot(
                List.of(
                        permit("unused", List.of("a"), List.of("x"), ProblemText.UNUSED),
                        permit("broken", List.of("a"), List.of("x"), ProblemText.DELETED_CLIENT)),
                "*");
        assertThat(plot.getBoxes())
                .filteredOn(Box::hasDefect)
                .extracting(Box::name)
                .containsExactly("broken");
        assertThat(plot.getLines()).filteredOn(Line::hasDefect).hasSize(2);
    }

    private static MappedPermit permit(
            String name, List<String> requesters, List<String> audiences, ProblemText... problems) {
        return new MappedPermit(
                name,
                "token-exchange-permit",
                Map.of("requesters", requesters, "audiences", audiences),
                List.of(),
                List.of(problems).stream()
                        .map(text -> new PermitProblem(text, List.of("a", "b")))
                        .toList(),
                null);
    }
}

package dev.oauth2notebook.keycloak.tokenexchange.page;

import dev.oauth2notebook.keycloak.tokenexchange.map.MappedPermit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The plot of a permit map: requesters, permits and audiences in three columns, and lines between them. Lengths are in
 * units of the plot.
 */
public final class PermitPlot {

    private static final int WIDTH = 900;
    private static final int BOX_WIDTH = 240;
    private static final int BOX_HEIGHT = 32;
    private static final int ROW = 44;
    private static final int MARGIN = 6;
    private static final int MAX_LABEL = 30;

    private final List<Box> boxes = new ArrayList<>();
    private final List<Line> lines = new ArrayList<>();
    private final Map<String, Box> byName = new LinkedHashMap<>();
    private final int[] rows = new int[3];

    /**
     * A client or permit.
     *
     * @param column 0: requester, 1: permit, 2: audience
     * @param x left edge
     * @param y top edge
     * @param label the name, shortened to fit
     * @param name the full name
     * @param hasDefect whether it is a permit that does not work
     */
    public record Box(int column, int x, int y, String label, String name, boolean hasDefect) {}

    /**
     * A line between two boxes.
     *
     * @param path a path in the syntax of SVG
     * @param hasDefect whether its permit does not work
     */
    public record Line(String path, boolean hasDefect) {}

    /**
     * Lays the plot out.
     *
     * @param permits the permits, in order
     * @param anyRequester label for the requester of a permit that names none
     */
    public PermitPlot(List<MappedPermit> permits, String anyRequester) {
        for (MappedPermit permit : permits) {
            boolean hasDefect = permit.hasDefect();
            Box box = add(1, permit.permit(), hasDefect);
            List<String> requesters = names(permit, "requesters");
            for (String requester : requesters.isEmpty() ? List.of(anyRequester) : requesters) {
                connect(client(0, requester), box, hasDefect);
            }
            names(permit, "audiences").forEach(audience -> connect(box, client(2, audience), hasDefect));
        }
    }

    public List<Box> getBoxes() {
        return boxes;
    }

    public List<Line> getLines() {
        return lines;
    }

    public int getWidth() {
        return WIDTH;
    }

    public int getHeight() {
        return Math.max(rows[0], Math.max(rows[1], rows[2])) * ROW + 2 * MARGIN;
    }

    public int getBoxWidth() {
        return BOX_WIDTH;
    }

    public int getBoxHeight() {
        return BOX_HEIGHT;
    }

    private Box client(int column, String name) {
        String key = column + " " + name;
        Box known = byName.get(key);
        if (known == null) {
            known = add(column, name, false);
            byName.put(key, known);
        }
        return known;
    }

    private Box add(int column, String name, boolean hasDefect) {
        String label = name.length() <= MAX_LABEL ? name : name.substring(0, MAX_LABEL - 1) + "…";
        Box box = new Box(
                column,
                MARGIN + column * (WIDTH - 2 * MARGIN - BOX_WIDTH) / 2,
                MARGIN + rows[column]++ * ROW,
                label,
                name,
                hasDefect);
        boxes.add(box);
        return box;
    }

    private void connect(Box from, Box to, boolean hasDefect) {
        int startX = from.x() + BOX_WIDTH;
        int startY = from.y() + BOX_HEIGHT / 2;
        int endY = to.y() + BOX_HEIGHT / 2;
        int middle = (startX + to.x()) / 2;
        lines.add(new Line(
                "M" + startX + " " + startY + "C" + middle + " " + startY + " " + middle + " " + endY + " " + to.x()
                        + " " + endY,
                hasDefect));
    }

    private static List<String> names(MappedPermit permit, String key) {
        return permit.settings().get(key) instanceof Collection<?> values
                ? values.stream().map(String::valueOf).toList()
                : List.of();
    }
}

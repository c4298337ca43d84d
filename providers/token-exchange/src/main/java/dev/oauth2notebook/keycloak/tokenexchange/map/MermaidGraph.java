package dev.oauth2notebook.keycloak.tokenexchange.map;

import dev.oauth2notebook.keycloak.tokenexchange.permits.PermitKind;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Draws a {@link PermitMap} as a Mermaid flowchart: requesters → permits → audiences. */
public final class MermaidGraph {

    private static final String ANY_REQUESTER = "any client that the policy selects";

    private final StringBuilder nodes = new StringBuilder("flowchart LR\n");
    private final StringBuilder edges = new StringBuilder();
    private final Map<String, String> ids = new LinkedHashMap<>();

    private MermaidGraph() {}

    /** Returns the flowchart. A dotted line leads to and from a permit that does not work. */
    public static String of(PermitMap map) {
        MermaidGraph graph = new MermaidGraph();
        map.permits().forEach(graph::add);
        return graph.nodes.append(graph.edges).toString();
    }

    private void add(MappedPermit permit) {
        String node = "p" + ids.size();
        ids.put("permit " + ids.size(), node);
        String line = permit.hasDefect() ? " -.-> " : " --> ";
        nodes.append("    ").append(node).append("([\"").append(escape(permit.permit()));
        names(permit, "subject-clients")
                .forEach(client -> nodes.append("<br>token of ").append(escape(client)));
        if (permit.executor().equals(PermitKind.CLIENT_CREDENTIALS.executor())) {
            nodes.append("<br>client credentials");
        }
        nodes.append("\"])\n");
        List<String> requesters = names(permit, "requesters");
        for (String requester : requesters.isEmpty() ? List.of(ANY_REQUESTER) : requesters) {
            edge(node("r", requester, "[\"", "\"]"), line, node);
        }
        for (String audience : names(permit, "audiences")) {
            edge(node, line, node("a", audience, "[[\"", "\"]]"));
        }
    }

    private String node(String kind, String name, String open, String close) {
        return ids.computeIfAbsent(kind + " " + name, key -> {
            String id = kind + ids.size();
            nodes.append("    ")
                    .append(id)
                    .append(open)
                    .append(escape(name))
                    .append(close)
                    .append('\n');
            return id;
        });
    }

    private void edge(String from, String line, String to) {
        edges.append("    ").append(from).append(line).append(to).append('\n');
    }

    private static List<String> names(MappedPermit permit, String key) {
        return permit.settings().get(key) instanceof Collection<?> values
                ? values.stream().map(String::valueOf).toList()
                : List.of();
    }

    /** Replaces everything but letters, digits and a few signs by Mermaid's character references. */
    static String escape(String name) {
        StringBuilder escaped = new StringBuilder();
        name.codePoints().forEach(point -> {
            if (Character.isLetterOrDigit(point) || " -_.".indexOf(point) >= 0) {
                escaped.appendCodePoint(point);
            } else {
                escaped.append('#').append(point).append(';');
            }
        });
        return escaped.toString();
    }
}

package dev.oauth2notebook.keycloak.exchange;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A line of a server's metrics in the text format of Prometheus.
 *
 * @param name name of the metric
 * @param labels values by label
 * @param value the value
 */
record MetricSample(String name, Map<String, String> labels, double value) {

    private static final Pattern LINE = Pattern.compile("([a-z_]+)\\{([^}]*)} (\\S+)");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=~?\"([^\"]*)\"");

    /** Parses the lines that have labels. */
    static List<MetricSample> parse(String metrics) {
        return metrics.lines()
                .map(LINE::matcher)
                .filter(Matcher::matches)
                .map(line -> new MetricSample(line.group(1), labels(line.group(2)), Double.parseDouble(line.group(3))))
                .toList();
    }

    /** Parses labels, or the label matchers of a query. */
    static Map<String, String> labels(String text) {
        return LABEL.matcher(text)
                .results()
                .collect(Collectors.toMap(label -> label.group(1), label -> label.group(2)));
    }

    /** Returns whether a query selects this sample; a variable in it stands for any value. */
    boolean matches(String metric, Map<String, String> matchers) {
        return name.equals(metric)
                && matchers.entrySet().stream()
                        .allMatch(matcher -> matcher.getValue().startsWith("$")
                                ? labels.containsKey(matcher.getKey())
                                : matcher.getValue().equals(labels.get(matcher.getKey())));
    }
}

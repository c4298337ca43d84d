package dev.oauth2notebook.keycloak.reliability;

import dev.oauth2notebook.keycloak.support.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Writes the figures to docs/reliability.md. */
final class Report {

    private static final String BEGIN = "<!-- results:begin -->";
    private static final String END = "<!-- results:end -->";

    private Report() {}

    /** Replaces the results on the page. */
    static void publish(List<Figures> two, List<Figures> one, List<String> violations) {
        Path page = Project.root().resolve("docs/reliability.md");
        try {
            String text = Files.readString(page);
            String results = BEGIN + "\n" + "Measured on " + LocalDate.now(ZoneOffset.UTC) + " with "
                    + Runtime.getRuntime().availableProcessors()
                    + " processors, shared by the nodes, PostgreSQL and the load.\n\n"
                    + "Two nodes:\n\n" + table(two) + "\nOne node:\n\n" + table(one) + "\n"
                    + (violations.isEmpty()
                            ? "No violation: nothing issued was lost, and nothing revoked, ended or used was accepted.\n"
                            : "Violations:\n\n" + counted(violations))
                    + END;
            int begin = text.indexOf(BEGIN);
            int end = text.indexOf(END) + END.length();
            Files.writeString(page, text.substring(0, begin) + results + text.substring(end));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String table(List<Figures> figures) {
        return figures.stream().map(Figures::line).collect(Collectors.joining("\n", Figures.HEADER, "\n"));
    }

    private static String counted(List<String> violations) {
        return violations.stream()
                .collect(Collectors.groupingBy(text -> text, TreeMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .map(violation -> "- " + violation.getValue() + " × " + violation.getKey() + "\n")
                .collect(Collectors.joining());
    }
}

package dev.oauth2notebook.keycloak.clients;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Reads {@code docs/clients.md}, so that the tests run what it says. */
final class ClientsPage {

    private static final Path ROOT = Path.of("..");

    private ClientsPage() {}

    /** Returns the text of a file of the project. */
    static String text(String path) {
        try {
            return Files.readString(ROOT.resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the code blocks of a section of the page, in order. */
    static List<String> code(String section) {
        return matches("(?ms)^```\\w+\\n(.*?)^```$", section(section));
    }

    /** Returns the names of the libraries in the table, with the link to their section, and the rest of each row. */
    static List<MatchResult> rows() {
        return Pattern.compile("(?m)^\\| \\[(.*?)]\\(#(.*?)\\) \\| (.*) \\|$")
                .matcher(text("docs/clients.md"))
                .results()
                .toList();
    }

    /** Returns the headings of the sections. */
    static List<String> sections() {
        return matches("(?m)^## (.*)$", text("docs/clients.md"));
    }

    private static String section(String heading) {
        return matches("(?ms)^## " + Pattern.quote(heading) + "\\n(.*?)(?=^## |\\z)", text("docs/clients.md"))
                .get(0);
    }

    private static List<String> matches(String regex, String text) {
        return Pattern.compile(regex)
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .toList();
    }
}

package dev.oauth2notebook.keycloak.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The blocks of commands in the documentation. A comment above each says which test executes it, or why none does; {@code
 * DocumentedCommandsTest} checks that.
 */
public final class DocumentedCommands {

    private static final Set<String> LANGUAGES = Set.of("console", "sh", "bash", "shell");
    private static final Pattern FENCE = Pattern.compile("( *)```(\\w*)");
    private static final Pattern HEADING = Pattern.compile("#+ (.*)");
    private static final Pattern COMMENT = Pattern.compile(" *<!-- (.*) -->");

    private DocumentedCommands() {}

    /**
     * A block of commands.
     *
     * @param line number of the line with the opening fence
     * @param section the heading above it
     * @param comment the comment on the line above it, or an empty string
     * @param script its commands, without prompts
     */
    public record Block(int line, String section, String comment, String script) {

        /** Returns whether the comment names a test class as the one that executes the block. */
        public boolean isExecutedBy(String test) {
            return comment.equals("executed by " + test);
        }
    }

    /**
     * Returns the commands in a section of a document that the given test executes.
     *
     * @param document path below the project's root
     * @throws IllegalArgumentException if there are none
     */
    public static String script(Class<?> test, String document, String section) {
        String script = blocks(read(document)).stream()
                .filter(block -> block.section().equals(section) && block.isExecutedBy(test.getSimpleName()))
                .map(Block::script)
                .collect(Collectors.joining("\n"));
        if (script.isEmpty()) {
            throw new IllegalArgumentException("No commands in '" + section + "' of " + document);
        }
        return script;
    }

    /**
     * Returns the block in a language, e.g. {@code yaml}, in a section of a document.
     *
     * @param document path below the project's root
     * @throws IllegalArgumentException if there is not exactly one
     */
    public static String fragment(String document, String section, String language) {
        List<Block> found = blocks(read(document), Set.of(language)).stream()
                .filter(block -> block.section().equals(section))
                .toList();
        if (found.size() != 1) {
            throw new IllegalArgumentException(
                    found.size() + " blocks of " + language + " in '" + section + "' of " + document);
        }
        return found.get(0).script();
    }

    /** Returns all blocks of commands in a Markdown text. */
    public static List<Block> blocks(String markdown) {
        return blocks(markdown, LANGUAGES).stream()
                .map(block -> new Block(block.line(), block.section(), block.comment(), withoutPrompts(block.script())))
                .toList();
    }

    private static List<Block> blocks(String markdown, Set<String> languages) {
        List<Block> blocks = new ArrayList<>();
        List<String> lines = markdown.lines().toList();
        String section = "";
        for (int start = 0; start < lines.size(); start++) {
            Matcher heading = HEADING.matcher(lines.get(start));
            Matcher fence = FENCE.matcher(lines.get(start));
            if (heading.matches()) {
                section = heading.group(1);
            } else if (fence.matches()) {
                int indentation = fence.group(1).length();
                int end = start + 1;
                while (!lines.get(end).startsWith("```", indentation)) {
                    end++;
                }
                if (languages.contains(fence.group(2))) {
                    Matcher comment = COMMENT.matcher(start == 0 ? "" : lines.get(start - 1));
                    String block = lines.subList(start + 1, end).stream()
                            .map(line -> line.substring(Math.min(indentation, line.length())))
                            .collect(Collectors.joining("\n"));
                    blocks.add(new Block(start + 1, section, comment.matches() ? comment.group(1) : "", block));
                }
                start = end;
            }
        }
        return blocks;
    }

    private static String withoutPrompts(String script) {
        return script.lines().map(line -> line.replaceFirst("^[$#] ", "")).collect(Collectors.joining("\n"));
    }

    private static String read(String document) {
        try {
            return Files.readString(Project.root().resolve(document));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

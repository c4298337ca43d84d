package dev.oauth2notebook.keycloak.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.oauth2notebook.keycloak.browser.ExplorerWalk.Kept;
import dev.oauth2notebook.keycloak.support.Python;
import dev.oauth2notebook.keycloak.support.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What the explorer keeps of flows, used as its readers would: by bash, Python, JSON parsers and Mermaid. */
final class KeptFiles {

    private static final Pattern INPUT = Pattern.compile(": \"\\$\\{(\\w+):\\?");

    /** Labels contain what Mermaid would take for its own only as codes of characters. */
    private static final Pattern MARKDOWN = Pattern.compile("# [^<`*_\\\\\\[\n]*\n\n```mermaid\nsequenceDiagram\n"
            + "(  (participant L\\d+ as|L\\d+-?->>L\\d+:) (?:[^<`;\"\n#]|#\\d+;)*+\n)+```\n");

    /** Prints the texts in the code of notebooks, or fails if the code does anything but what such notebooks do. */
    private static final String READ_NOTEBOOKS = """
            import ast, json, pathlib, sys
            known = {"request", "get", "getpass", "token_urlsafe", "urlsafe_b64encode", "sha256", "digest", "rstrip",
                     "decode", "encode", "urlencode", "dict", "json", "print", "input"}
            texts = []
            for path in sorted(pathlib.Path(".").glob("*.ipynb")):
                notebook = json.loads(path.read_text(encoding="utf-8"))
                for cell in notebook["cells"]:
                    source = "".join(cell["source"])
                    if cell["cell_type"] == "markdown":
                        assert "<" not in source and "\\n" not in source and "](" not in source, source
                        continue
                    for node in ast.walk(ast.parse(source)):
                        if isinstance(node, ast.Call):
                            name = getattr(node.func, "attr", getattr(node.func, "id", None))
                            assert name in known, source
                        if isinstance(node, ast.Constant) and isinstance(node.value, str):
                            texts.append(node.value)
            print(json.dumps(texts))
            """;

    private final Path folder;
    private final List<Kept> files;

    KeptFiles(List<Kept> files, Path folder) throws IOException {
        this.files = files;
        this.folder = folder;
        for (int number = 0; number < files.size(); number++) {
            Files.writeString(
                    folder.resolve(number + "-" + files.get(number).name()),
                    files.get(number).content());
        }
    }

    /** Checks that each kind of file contains each of some texts, and does nothing else with it. */
    void assertTheyContainAsText(List<String> texts) throws IOException {
        assertThat(sentByScripts())
                .containsAll(texts.stream().map(text -> "client_id=" + text).toList());
        try (var all = Files.list(folder)) {
            assertThat(all.map(file -> file.getFileName().toString())).doesNotContain("pwned");
        }
        assertThat(textsInNotebooks()).containsAll(texts);
        assertThat(textsInArchives()).containsAll(texts);
        assertThat(contents("flow.md")).isNotEmpty().allMatch(document -> MARKDOWN.matcher(document)
                .matches());
    }

    /** Runs the scripts with a curl that only notes its arguments. */
    private List<String> sentByScripts() throws IOException {
        Path curl = Files.createDirectory(folder.resolve("bin")).resolve("curl");
        Files.writeString(curl, "#!/bin/sh\nprintf '%s\\n' \"$@\" >>sent\necho '{}'\n");
        assertThat(curl.toFile().setExecutable(true)).isTrue();
        Shell shell = Shell.in(folder);
        TreeSet<String> variables = new TreeSet<>();
        contents("flow.sh")
                .forEach(script -> INPUT.matcher(script).results().forEach(found -> variables.add(found.group(1))));
        variables.forEach(variable -> shell.set(variable, "secret"));
        Files.writeString(folder.resolve("typed"), "code\n".repeat(10));
        shell.run("PATH=\"$PWD/bin:$PATH\"; for script in *.sh; do bash \"$script\" <typed >/dev/null; done");
        return Files.readAllLines(folder.resolve("sent"));
    }

    private List<String> textsInNotebooks() throws IOException {
        List<String> texts = new ArrayList<>();
        new ObjectMapper()
                .readTree(Python.run(folder.toString(), Map.of(), "-c", READ_NOTEBOOKS))
                .forEach(text -> texts.add(text.textValue()));
        return texts;
    }

    private List<String> textsInArchives() throws IOException {
        List<String> texts = new ArrayList<>();
        for (String archive : contents("flow.har")) {
            JsonNode entries = new ObjectMapper().readTree(archive).path("log").path("entries");
            assertThat(entries).isNotEmpty();
            entries.findValuesAsText("value", texts);
        }
        return texts;
    }

    private List<String> contents(String name) {
        return files.stream()
                .filter(file -> file.name().equals(name))
                .map(Kept::content)
                .toList();
    }
}

package dev.oauth2notebook.keycloak.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The variables of {@code realm-config/notebook.env}, adapted to a server at another URL. */
public final class Environment {

    private static final String SERVER_URL = "OAUTH2_SERVER_URL";

    private final Map<String, String> variables;

    private Environment(Map<String, String> variables) {
        this.variables = Map.copyOf(variables);
    }

    /** Reads the shipped file and replaces its server URL with {@code serverUrl} in all values. */
    public static Environment forServer(String serverUrl) {
        Map<String, String> shipped = read(Project.root().resolve("realm-config/notebook.env"));
        Map<String, String> adapted = new LinkedHashMap<>();
        shipped.forEach((name, value) -> adapted.put(name, value.replace(shipped.get(SERVER_URL), serverUrl)));
        return new Environment(adapted);
    }

    /** Returns the value of a variable that the file sets. */
    public String get(String name) {
        String value = variables.get(name);
        if (value == null) {
            throw new IllegalArgumentException("notebook.env does not set " + name);
        }
        return value;
    }

    /** Returns all variables. */
    public Map<String, String> variables() {
        return variables;
    }

    private static Map<String, String> read(Path file) {
        try {
            Map<String, String> variables = new LinkedHashMap<>();
            for (String line : Files.readAllLines(file)) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    String[] parts = line.split("=", 2);
                    variables.put(parts[0], parts[1]);
                }
            }
            return variables;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

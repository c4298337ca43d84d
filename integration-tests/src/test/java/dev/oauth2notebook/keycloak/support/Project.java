package dev.oauth2notebook.keycloak.support;

import java.nio.file.Path;

/** Locates the project and the unpacked distribution. */
public final class Project {

    private Project() {}

    /** Returns the project's root folder. */
    public static Path root() {
        return property("project.root");
    }

    /** Returns the folder of the packaged server, as unpacked from the distribution's zip. */
    public static Path server() {
        return property("server.directory");
    }

    private static Path property(String name) {
        String value = System.getProperty(name);
        if (value == null) {
            throw new IllegalStateException("Run the integration tests with Maven: it sets the property " + name);
        }
        return Path.of(value).toAbsolutePath().normalize();
    }
}

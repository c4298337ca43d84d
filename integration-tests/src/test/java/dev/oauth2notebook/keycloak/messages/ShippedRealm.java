package dev.oauth2notebook.keycloak.messages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** The realm file as it is in the project. */
final class ShippedRealm {

    private static final Path FILE = Path.of("../realm-config/notebook-realm.json");

    private ShippedRealm() {}

    static JsonNode read() {
        try {
            return new ObjectMapper().readTree(FILE.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.oauth2notebook.keycloak.tokenexchange.request;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DroppedParametersTest {

    private final MultivaluedMap<String, String> sent = new MultivaluedHashMap<>();
    private final MultivaluedMap<String, String> kept = new MultivaluedHashMap<>();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "subject_token",
                "subject_token_type",
                "actor_token",
                "actor_token_type",
                "requested_token_type",
                "audience",
                "resource",
                "scope",
                "requested_subject",
                "requested_issuer",
                "subject_issuer"
            })
    void droppedParameterIsFound(String name) {
        sent.add(name, "x");
        assertThat(DroppedParameters.first(sent, kept)).contains(name);
    }

    @Test
    void keptParameterIsNotFound() {
        sent.add("scope", "read\u0000");
        kept.add("scope", "read");
        assertThat(DroppedParameters.first(sent, kept)).isEmpty();
    }

    @Test
    void unknownParameterMayBeDropped() {
        sent.add("theme", "dark");
        assertThat(DroppedParameters.first(sent, kept)).isEmpty();
    }
}

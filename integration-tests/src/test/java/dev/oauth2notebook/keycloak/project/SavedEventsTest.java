package dev.oauth2notebook.keycloak.project;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.keycloak.events.EventType;

/** The realm file lists the events that are saved, which replaces Keycloak's own list. */
class SavedEventsTest {

    private static final File REALM = new File("../realm-config/notebook-realm.json");

    /** Keycloak saves none of these unless told to: what a thief of tokens or a guesser causes, and refreshing. */
    private static final List<String> MORE = List.of(
            "REFRESH_TOKEN",
            "REFRESH_TOKEN_ERROR",
            "INTROSPECT_TOKEN_ERROR",
            "USER_INFO_REQUEST_ERROR",
            "PUSHED_AUTHORIZATION_REQUEST_ERROR");

    @Test
    void savedAreAllThatKeycloakSavesByDefaultAndMore() throws IOException {
        List<String> byDefault = Arrays.stream(EventType.values())
                .filter(EventType::isSaveByDefault)
                .map(Enum::name)
                .toList();
        assertThat(byDefault).isNotEmpty().doesNotContainAnyElementsOf(MORE);
        assertThat(saved()).containsAll(byDefault).containsAll(MORE);
        assertThat(saved()).hasSize(byDefault.size() + MORE.size()).doesNotHaveDuplicates();
    }

    private static List<String> saved() throws IOException {
        JsonNode types = new ObjectMapper().readTree(REALM).required("enabledEventTypes");
        return StreamSupport.stream(types.spliterator(), false)
                .map(JsonNode::textValue)
                .toList();
    }
}

package dev.oauth2notebook.keycloak.explorer.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.oauth2notebook.keycloak.explorer.recording.Recorded;
import dev.oauth2notebook.keycloak.explorer.recording.Rendering;
import java.util.List;
import java.util.Set;
import org.keycloak.util.JsonSerialization;

/**
 * A recorded request on its way to another node, or {@link #GAP}.
 *
 * @param id its id
 * @param realm id of its realm
 * @param json the request as viewers get it
 * @param users as in {@link Rendering}
 * @param sessions as in {@link Rendering}
 * @param owner as in {@link Rendering}
 */
record Wire(String id, String realm, String json, Set<String> users, Set<String> sessions, String owner) {

    /** Stands for requests that are missing. */
    static final Wire GAP = new Wire(null, null, null, Set.of(), Set.of(), null);

    private static final TypeReference<List<Wire>> LIST = new TypeReference<>() {};

    static Wire of(Recorded request) {
        Rendering rendering = request.rendering();
        return new Wire(
                request.id(),
                request.realm(),
                rendering.json(),
                rendering.users(),
                rendering.sessions(),
                rendering.owner());
    }

    static String write(List<Wire> requests) {
        try {
            return JsonSerialization.mapper.writeValueAsString(requests);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @throws IllegalArgumentException if the text was not written by {@link #write} */
    static List<Wire> read(String requests) {
        try {
            return JsonSerialization.mapper.readValue(requests, LIST);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    Recorded toRecorded() {
        Rendering rendering = new Rendering(json, users, sessions, owner);
        return new Recorded(id, realm, () -> rendering);
    }

    int size() {
        return 2 * json.length();
    }
}

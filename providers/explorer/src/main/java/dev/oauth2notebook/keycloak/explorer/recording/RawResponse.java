package dev.oauth2notebook.keycloak.explorer.recording;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.oauth2notebook.keycloak.explorer.masking.MaskedUrl;
import dev.oauth2notebook.keycloak.explorer.masking.Members;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.stream.BaseStream;
import org.keycloak.OAuth2Constants;
import org.keycloak.util.JsonSerialization;

/**
 * The response to a request, not yet masked.
 *
 * @param type media type in lower case, without parameters; empty if there is none
 * @param json the body, if it is a JSON object; else a missing node
 * @param text the body, if it is a text; else {@code null}
 * @param location the {@code Location} header; {@code null} if there is none
 */
record RawResponse(String type, JsonNode json, String text, String location) {

    private static final JsonNode NONE = MissingNode.getInstance();

    /** Reads a response before it is serialized. */
    static RawResponse of(ContainerResponseContext response) {
        String type = MediaTypes.name(response.getMediaType());
        Object entity = response.getEntity();
        String text = entity instanceof String string ? string : null;
        return new RawResponse(
                type,
                MediaTypes.isJson(type) || entity instanceof Map<?, ?> ? json(entity) : NONE,
                text,
                Objects.toString(response.getHeaderString("Location"), null));
    }

    /** Returns what may be kept of the body. */
    Body masked(boolean isPublic) {
        if (json.isObject()) {
            return Body.ofJson(json, isPublic);
        }
        return text == null ? Body.empty() : Body.ofText(text, type);
    }

    /**
     * Returns the members of an error response (RFC 6749 §5.2), or the error parameters of an authorization response
     * (RFC 6749 §4.1.2.1), masked.
     *
     * @return a missing node if the response is not an error
     */
    JsonNode error() {
        if (json.has(OAuth2Constants.ERROR)) {
            return Members.mask(json);
        }
        ObjectNode parameters = JsonNodeFactory.instance.objectNode();
        if (location != null) {
            MaskedUrl.parametersOf(location).forEach(parameter -> parameters.put(parameter.name(), parameter.value()));
        }
        return parameters.has(OAuth2Constants.ERROR) ? Members.mask(parameters) : NONE;
    }

    /** Streams are left alone, because they can be read only once. */
    private static JsonNode json(Object entity) {
        if (entity == null
                || entity instanceof StreamingOutput
                || entity instanceof InputStream
                || entity instanceof BaseStream<?, ?>) {
            return NONE;
        }
        if (entity instanceof byte[] bytes) {
            return Body.parse(bytes);
        }
        if (entity instanceof String string) {
            return Body.parse(string.getBytes(StandardCharsets.UTF_8));
        }
        JsonNode tree = JsonSerialization.mapper.valueToTree(entity);
        return tree != null && tree.isObject() ? tree : NONE;
    }
}

package dev.oauth2notebook.keycloak.tokenexchange.simulation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Objects;
import java.util.stream.Collectors;

/** Parses the JSON of a {@link SimulationRequest} strictly: a misspelt member must not change the answer. */
public final class DescriptionParser {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();

    /** Enough for two long tokens; a limit because chains of actors are read recursively. */
    private static final int MAX_LENGTH = 65_536;

    private DescriptionParser() {}

    /**
     * Parses a description.
     *
     * @param json the body as received; may be {@code null}
     * @throws InvalidDescription if it is too long or not a JSON object, or has unknown members or members of a wrong type
     */
    public static SimulationRequest parse(String json) {
        if (json == null || json.length() > MAX_LENGTH) {
            throw new InvalidDescription("", "a JSON object of at most " + MAX_LENGTH + " characters is required");
        }
        try {
            SimulationRequest request = MAPPER.readValue(json, SimulationRequest.class);
            if (request == null) {
                throw new InvalidDescription("", "a JSON object is required");
            }
            return request;
        } catch (JsonMappingException e) {
            String field = e.getPath().stream()
                    .map(Reference::getFieldName)
                    .filter(Objects::nonNull)
                    .collect(Collectors.joining("."));
            throw new InvalidDescription(field, "unknown, or its value has a wrong type");
        } catch (JsonProcessingException e) {
            throw new InvalidDescription("", "the body is not valid JSON");
        }
    }
}

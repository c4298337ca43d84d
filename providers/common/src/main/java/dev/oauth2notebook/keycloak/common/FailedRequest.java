package dev.oauth2notebook.keycloak.common;

import java.util.List;
import java.util.Map;

/**
 * A request that an endpoint has rejected, with what is needed to explain the error.
 *
 * @param endpoint name of the endpoint, as in {@link ListedEndpoint#name}; empty if the path is unknown
 * @param error value of {@code error} in the response (RFC 6749 §5.2)
 * @param description value of {@code error_description} in the response; empty if there is none
 * @param contentType media type of the request in lower case, without parameters; empty if it has none
 * @param form decoded form parameters of the request
 * @see EndpointPages#errorTopic
 */
public record FailedRequest(
        String endpoint, String error, String description, String contentType, Map<String, List<String>> form) {

    /**
     * Returns a rejected authorization request, as its client knows it from the response (RFC 6749 §4.1.2.1).
     *
     * @param error value of {@code error}
     * @param description value of {@code error_description}; empty if there is none
     */
    public static FailedRequest ofAuthorization(String error, String description) {
        return new FailedRequest("AUTHORIZATION", error, description, "", Map.of());
    }
}

package dev.oauth2notebook.keycloak.explorer.recording;

import dev.oauth2notebook.keycloak.explorer.masking.Parameter;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A request and its response, masked and complete.
 *
 * @param id id of the record
 * @param time when the request arrived, in milliseconds since the epoch
 * @param duration until the response had been sent, in milliseconds
 * @param endpoint the endpoint
 * @param content what Keycloak knew of it
 * @param status status of the response
 * @param responseHeaders headers of the response
 */
record RecordedRequest(
        String id,
        long time,
        double duration,
        ObservedPath endpoint,
        Content content,
        int status,
        List<Parameter> responseHeaders) {

    /** Size of an average record without its texts, in bytes. */
    private static final int OVERHEAD = 2000;

    private static final String SERVICE_ACCOUNT = "service-account-";

    /** Returns the approximate size in memory, in bytes. */
    int size() {
        long size = OVERHEAD + 2L * content.url().length();
        size += size(content.requestHeaders()) + size(content.form()) + size(content.query()) + size(responseHeaders);
        size += length(content.json())
                + length(content.body().json())
                + length(content.body().text());
        size += content.tokens().stream()
                .mapToLong(token -> length(token.masked()))
                .sum();
        return (int) Math.min(size, Integer.MAX_VALUE);
    }

    /** Returns the ids of the users whom the request concerns, among them the subjects of its tokens. */
    Set<String> users() {
        Set<String> users = new HashSet<>(content.parties().userIds());
        content.tokens().stream()
                .map(SeenToken::claims)
                .filter(claims -> claims.path("sub").isTextual())
                .filter(claims -> !claims.path("preferred_username").asText().startsWith(SERVICE_ACCOUNT))
                .forEach(claims -> users.add(claims.path("sub").textValue()));
        return users;
    }

    /** Returns the links of the request and of the claims of its tokens. */
    Set<String> links() {
        Set<String> links = new LinkedHashSet<>(content.links());
        for (String claim : List.of("jti", Links.SESSION)) {
            content.tokens().stream()
                    .map(token -> token.claims().path(claim).asText())
                    .filter(value -> !value.isEmpty())
                    .forEach(value -> links.add(content.hashes().link(claim, value)));
        }
        return links;
    }

    private static long size(List<Parameter> parameters) {
        return parameters.stream()
                .mapToLong(parameter -> length(parameter.name()) + length(parameter.value()))
                .sum();
    }

    private static long length(String text) {
        return text == null ? 0 : text.length();
    }
}

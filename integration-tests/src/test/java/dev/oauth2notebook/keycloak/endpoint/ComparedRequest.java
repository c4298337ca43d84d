package dev.oauth2notebook.keycloak.endpoint;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * An HTTP request, and the part of its response that must be the same at an alias and at the native path.
 *
 * @param method the HTTP method
 * @param url the target URL
 * @param headers alternating names and values
 * @param body the content, or {@code null} for none
 */
record ComparedRequest(String method, String url, List<String> headers, byte[] body) {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Set<String> VARYING_HEADERS = Set.of("date", "content-length");
    /** Values that differ from response to response by design. */
    private static final Pattern VARYING_VALUES = Pattern.compile(
            "\"(access_token|refresh_token|id_token|device_code|user_code"
                    + "|verification_uri_complete|request_uri|session_state|sid|jti|iat|exp|expires_in|auth_time|client_id_issued_at"
                    + "|client_id|client_secret|registration_access_token|registration_client_uri|details)\":(\"[^\"]*\"|\\d+)");

    /** The only difference by design: aliases say where an error is explained. */
    private static final Pattern ERROR_URI = Pattern.compile(",\\s*\"error_uri\"\\s*:\\s*\"[^\"]*\"");

    /**
     * The part of a response that is compared.
     *
     * @param status the HTTP status
     * @param headers by lower-case name, without those that vary
     * @param body the text with varying values masked
     */
    record Seen(int status, Map<String, List<String>> headers, String body) {}

    Seen send() {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body));
        if (!headers.isEmpty()) {
            request.headers(headers.toArray(String[]::new));
        }
        try {
            HttpResponse<String> response =
                    HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            Map<String, List<String>> seen = new TreeMap<>();
            response.headers().map().forEach((name, values) -> {
                if (!VARYING_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
                    seen.put(name.toLowerCase(Locale.ROOT), values);
                }
            });
            return new Seen(
                    response.statusCode(),
                    seen,
                    VARYING_VALUES
                            .matcher(ERROR_URI.matcher(response.body()).replaceAll(""))
                            .replaceAll("\"$1\":*"));
        } catch (IOException e) {
            throw new AssertionError(method + " " + url + " got no response", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

package dev.oauth2notebook.keycloak.endpoint;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.oauth2notebook.keycloak.support.NotebookServer;
import dev.oauth2notebook.keycloak.support.OAuth2;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Forms are read whole, whatever their length and however their bodies are sent. */
@ExtendWith(NotebookServer.class)
class FormBodyIT {

    private static final String FORM = "application/x-www-form-urlencoded";

    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final OAuth2 oauth2 = new OAuth2(NotebookServer.get());

    @ParameterizedTest
    @ValueSource(ints = {1, 2_000, 2_048, 2_049})
    void formHasAnyLength(int length) throws Exception {
        String padding = "padding=" + "x".repeat(length) + '&';
        assertReadToTheEnd(post(BodyPublishers.ofString(padding + credentials())));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 100})
    void formMayBeSentInChunks(int chunk) throws Exception {
        byte[] form = credentials().getBytes(US_ASCII);
        BodyPublisher chunks = BodyPublishers.concat(IntStream.iterate(0, i -> i < form.length, i -> i + chunk)
                .mapToObj(i -> BodyPublishers.ofInputStream(() -> piece(form, i, chunk)))
                .toArray(BodyPublisher[]::new));
        assertReadToTheEnd(post(chunks));
    }

    @Test
    void emptyFormHasNoGrantType() throws Exception {
        HttpResponse<String> response = post(BodyPublishers.noBody());
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("invalid_request");
    }

    /** Larger than Quarkus accepts for a parameter, and for a whole body. */
    @Test
    void formThatIsTooLargeIsRefused() throws Exception {
        String padding = "padding=" + "x".repeat(11 << 20) + '&';
        assertThat(post(BodyPublishers.ofString(padding + credentials())).statusCode())
                .isEqualTo(413);
    }

    @Test
    void formThatNobodyReadsDoesNotBlockTheConnection() throws Exception {
        URI server = URI.create(oauth2.url("/"));
        String form = "a=" + "x".repeat(100_000);
        String requests = "POST /nothing HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + FORM + "\r\nContent-Length: "
                + form.length() + "\r\n\r\n" + form
                + "GET /jwks HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
        try (Socket connection = new Socket(server.getHost(), server.getPort())) {
            connection.setSoTimeout((int) TIMEOUT.toMillis());
            connection.getOutputStream().write(requests.getBytes(US_ASCII));
            String responses = new String(connection.getInputStream().readAllBytes(), US_ASCII);
            assertThat(responses).startsWith("HTTP/1.1 404 ").contains("HTTP/1.1 200 ");
        }
    }

    /** {@code scope} is the last parameter. */
    private static void assertReadToTheEnd(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("\"scope\":\"api:read\"");
    }

    private static InputStream piece(byte[] form, int begin, int length) {
        return new ByteArrayInputStream(form, begin, Math.min(length, form.length - begin));
    }

    private String credentials() {
        return "grant_type=client_credentials&client_id=" + oauth2.env("BACKEND_CLIENT_ID") + "&client_secret="
                + oauth2.env("BACKEND_CLIENT_SECRET") + "&scope=api:read";
    }

    private HttpResponse<String> post(BodyPublisher body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(oauth2.url("/token")))
                .timeout(TIMEOUT)
                .header("Content-Type", FORM)
                .POST(body)
                .build();
        return CLIENT.send(request, BodyHandlers.ofString());
    }
}

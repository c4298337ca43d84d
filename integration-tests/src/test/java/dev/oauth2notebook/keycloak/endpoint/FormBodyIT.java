package dev.oauth2notebook.keycloak.endpoint;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.oauth2notebook.keycloak.support.NotebookServer;
import dev.oauth2notebook.keycloak.support.OAuth2;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
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

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final OAuth2 oauth2 = new OAuth2(NotebookServer.get());

    @ParameterizedTest
    @ValueSource(strings = {FORM, FORM + "; charset=UTF-8"})
    void mediaTypeMayHaveParameters(String type) throws Exception {
        assertThat(post(type, BodyPublishers.ofString(credentials())).statusCode())
                .isEqualTo(200);
    }

    /** {@code scope} comes last, so the token has it only if the form was read to its end. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2_000, 2_048, 2_049})
    void formHasAnyLength(int length) throws Exception {
        String padding = "padding=" + "x".repeat(length) + '&';
        HttpResponse<String> response = post(FORM, BodyPublishers.ofString(padding + credentials()));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("\"scope\":\"api:read\"");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 100})
    void formMayBeSentInChunks(int chunk) throws Exception {
        byte[] form = credentials().getBytes(US_ASCII);
        BodyPublisher chunks = BodyPublishers.concat(IntStream.iterate(0, i -> i < form.length, i -> i + chunk)
                .mapToObj(i -> BodyPublishers.ofInputStream(() -> piece(form, i, chunk)))
                .toArray(BodyPublisher[]::new));
        HttpResponse<String> response = post(FORM, chunks);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("\"scope\":\"api:read\"");
    }

    @Test
    void emptyFormHasNoGrantType() throws Exception {
        HttpResponse<String> response = post(FORM, BodyPublishers.noBody());
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("invalid_request");
    }

    /** Quarkus's limit is 10 MB. */
    @Test
    void formThatIsTooLargeIsRefused() throws Exception {
        String padding = "padding=" + "x".repeat(11 << 20) + '&';
        assertThat(post(FORM, BodyPublishers.ofString(padding + credentials())).statusCode())
                .isEqualTo(413);
    }

    /** The client sends the second request over the same connection. */
    @Test
    void formThatNobodyReadsDoesNotBlockTheConnection() throws Exception {
        HttpResponse<String> unknown = post("/nothing", FORM, BodyPublishers.ofString("a=" + "x".repeat(100_000)));
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(post(FORM, BodyPublishers.ofString(credentials())).statusCode())
                .isEqualTo(200);
    }

    private static InputStream piece(byte[] form, int begin, int length) {
        return new ByteArrayInputStream(form, begin, Math.min(length, form.length - begin));
    }

    private String credentials() {
        return "grant_type=client_credentials&client_id=" + oauth2.env("BACKEND_CLIENT_ID") + "&client_secret="
                + oauth2.env("BACKEND_CLIENT_SECRET") + "&scope=api:read";
    }

    private HttpResponse<String> post(String type, BodyPublisher body) throws IOException, InterruptedException {
        return post("/token", type, body);
    }

    private HttpResponse<String> post(String path, String type, BodyPublisher body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(oauth2.url(path)))
                .timeout(Duration.ofMinutes(1))
                .header("Content-Type", type)
                .POST(body)
                .build();
        return CLIENT.send(request, BodyHandlers.ofString());
    }
}

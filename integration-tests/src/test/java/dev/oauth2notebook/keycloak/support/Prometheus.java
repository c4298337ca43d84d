package dev.oauth2notebook.keycloak.support;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A Prometheus server, from Debian's package of that name, that scrapes the metrics of a server every second. */
public final class Prometheus implements AutoCloseable {

    private static final Path PROGRAM = Path.of("/usr/bin/prometheus");

    private final Process process;
    private final String url;

    private Prometheus(Process process, String url) {
        this.process = process;
        this.url = url;
    }

    /**
     * Starts Prometheus, and waits until it is ready.
     *
     * @param folder where it keeps its data
     * @param port port of the scraped server's {@code /metrics}
     */
    public static Prometheus start(Path folder, int port) {
        assertThat(PROGRAM)
                .as("Prometheus is needed: apt-get install prometheus")
                .isExecutable();
        int own = Ports.free();
        try {
            Path configuration = Files.writeString(folder.resolve("prometheus.yml"), """
                    global:
                      scrape_interval: 1s
                    scrape_configs:
                      - job_name: keycloak
                        static_configs:
                          - targets: [ "localhost:%d" ]
                    """.formatted(port));
            Process process = new ProcessBuilder(
                            PROGRAM.toString(),
                            "--config.file=" + configuration,
                            "--storage.tsdb.path=" + folder.resolve("data"),
                            "--web.listen-address=127.0.0.1:" + own)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("prometheus.log").toFile())
                    .start();
            Prometheus prometheus = new Prometheus(process, "http://127.0.0.1:" + own);
            Poll.until(prometheus::isReady, ready -> ready);
            return prometheus;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the result of a query, or fails with the error message. */
    public JsonPath query(String query) {
        Response response = given().queryParam("query", query).get(url + "/api/v1/query");
        assertThat(response.path("status").toString())
                .as("%s: %s", query, response.asString())
                .isEqualTo("success");
        return response.jsonPath();
    }

    /** Returns the values that a query results in. */
    public List<Double> values(String query) {
        return query(query).<List<Object>>getList("data.result.value").stream()
                .map(value -> Double.valueOf(value.get(1).toString()))
                .toList();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isReady() {
        assertThat(process.isAlive()).as("Prometheus is running").isTrue();
        try {
            return given().get(url + "/-/ready").statusCode() == 200;
        } catch (Exception e) { // REST Assured throws the checked ConnectException, too.
            return false;
        }
    }
}

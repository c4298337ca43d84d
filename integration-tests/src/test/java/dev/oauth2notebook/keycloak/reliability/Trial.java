package dev.oauth2notebook.keycloak.reliability;

import dev.oauth2notebook.keycloak.cluster.Cluster;
import dev.oauth2notebook.keycloak.support.Admin;
import dev.oauth2notebook.keycloak.support.OAuth2;
import dev.oauth2notebook.keycloak.support.Person;
import io.restassured.RestAssured;
import io.restassured.config.HttpClientConfig;
import io.restassured.config.RestAssuredConfig;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.apache.http.client.HttpClient;
import org.apache.http.impl.client.DefaultHttpClient;

/** Runs an outage while a cluster is under load, and audits the nodes afterwards. */
final class Trial implements AutoCloseable {

    private static final int USERS = 16; // more than flows, so that one is always free
    private static final int BEFORE = 3; // seconds of load before and after the outage
    private static final int TIMEOUT = 10_000; // milliseconds that a client waits for a response

    private final Ledger ledger = new Ledger();
    private final RestAssuredConfig usual = RestAssured.config;
    private final List<Runnable> flows;
    private final Audit audit;

    Trial(Cluster cluster) {
        RestAssured.config = usual.httpClient(HttpClientConfig.httpClientConfig()
                .httpClientFactory(Trial::clientThatDoesNotRetry)
                .setParam("http.connection.timeout", TIMEOUT)
                .setParam("http.socket.timeout", TIMEOUT));
        Admin admin = new Admin(cluster);
        List<Person> users = Stream.generate(admin::newPerson).limit(USERS).toList();
        Guarantees guarantees = new Guarantees();
        Requests requests = new Requests(new OAuth2(cluster), users);
        flows = new LoadFlows(requests, new Checks(requests, ledger), guarantees).all();
        audit = new Audit(cluster, requests, guarantees, ledger);
        RestAssured.filters(ledger);
    }

    /** Runs one outage and returns the responses to the load. */
    Figures run(Outage outage) {
        ledger.now("during \"" + outage.name() + "\"");
        Instant broken;
        Instant end;
        try (Load load = new Load(flows, ledger)) {
            load.runFor(BEFORE);
            broken = Instant.now();
            try {
                outage.begin().run();
                load.runFor(outage.seconds());
            } finally {
                outage.end().run();
            }
            load.runFor(BEFORE);
            end = Instant.now();
        }
        Figures figures = new Figures(outage, broken, end, ledger.take());
        audit.run(outage.name());
        System.out.println(figures.line());
        figures.failures().forEach(failure -> System.out.println("  " + failure));
        violations().forEach(violation -> System.out.println("  VIOLATION " + violation));
        return figures;
    }

    /** Returns the recorded violations. */
    List<String> violations() {
        return ledger.violations();
    }

    /** Failures must be seen and not silently retried. */
    @SuppressWarnings("deprecation") // REST Assured works with no newer class
    private static HttpClient clientThatDoesNotRetry() {
        DefaultHttpClient client = new DefaultHttpClient();
        client.setHttpRequestRetryHandler((failure, count, context) -> false);
        return client;
    }

    @Override
    public void close() {
        RestAssured.config = usual;
        RestAssured.replaceFiltersWith(List.of());
    }
}

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

/** Puts a cluster under load, breaks something, mends it, and then audits the nodes. */
final class Trial implements AutoCloseable {

    private static final int PEOPLE = 16; // more than flows, so that there is always somebody
    private static final int BEFORE = 3; // seconds of load before something breaks, and after it is mended
    private static final int LIMIT = 10_000; // milliseconds that a client waits for an answer

    private final Ledger ledger = new Ledger();
    private final RestAssuredConfig usual = RestAssured.config;
    private final List<Runnable> flows;
    private final Audit audit;

    Trial(Cluster cluster) {
        RestAssured.config = usual.httpClient(HttpClientConfig.httpClientConfig()
                .httpClientFactory(Trial::clientThatDoesNotRetry)
                .setParam("http.connection.timeout", LIMIT)
                .setParam("http.socket.timeout", LIMIT));
        Admin admin = new Admin(cluster);
        List<Person> people = Stream.generate(admin::newPerson).limit(PEOPLE).toList();
        Promises promises = new Promises();
        Requests requests = new Requests(new OAuth2(cluster), people);
        flows = new Flows(requests, new Checks(requests, ledger), promises).all();
        audit = new Audit(cluster, requests, promises, ledger);
        RestAssured.filters(ledger);
    }

    /** Runs one outage and returns what the load saw of it. */
    Figures run(Outage outage) {
        ledger.now("during \"" + outage.name() + "\"");
        Instant broken;
        Instant end;
        try (Load load = new Load(flows, ledger)) {
            load.goOn(BEFORE);
            broken = Instant.now();
            try {
                outage.begin().run();
                load.goOn(outage.seconds());
            } finally {
                outage.end().run();
            }
            load.goOn(BEFORE);
            end = Instant.now();
        }
        Figures figures = new Figures(outage, broken, end, ledger.take());
        audit.run(outage.name());
        System.out.println(figures.line());
        figures.failures().forEach(failure -> System.out.println("  " + failure));
        violations().forEach(violation -> System.out.println("  VIOLATION " + violation));
        return figures;
    }

    /** Returns what must never happen and did. */
    List<String> violations() {
        return ledger.violations();
    }

    /** What breaks is to be seen, and not tried again without a word. */
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

package dev.oauth2notebook.keycloak.exchange;

import static dev.oauth2notebook.keycloak.support.OAuth2.accessToken;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.oauth2notebook.keycloak.support.Admin;
import dev.oauth2notebook.keycloak.support.NodeJs;
import dev.oauth2notebook.keycloak.support.Poll;
import dev.oauth2notebook.keycloak.support.Ports;
import dev.oauth2notebook.keycloak.support.Project;
import dev.oauth2notebook.keycloak.support.Prometheus;
import dev.oauth2notebook.keycloak.support.ServerHome;
import dev.oauth2notebook.keycloak.support.ServerProcess;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A server with metrics: what it counts, and whether the queries of the Grafana dashboard find it. */
class ExchangeMetricsDeploymentIT {

    private static final String ENFORCED = "enforced-realm";
    private static final String REPORTING = "reporting-realm";

    private static final String DASHBOARD = "deploy/grafana/token-exchange.json";
    private static final String METRIC = "token_exchange_grants_total";

    /** A metric with its label matchers, as in {@code sum(rate(name{label="value"}[5m]))}. */
    private static final Pattern SELECTOR = Pattern.compile("([a-z_]+)\\{([^}]*)}");

    private static final Pattern GROUPING = Pattern.compile("by \\(([^)]*)\\)");
    private static final Pattern VARIABLE = Pattern.compile("label_values\\((\\w+), (\\w+)\\)");

    private static ServerProcess server;
    private static int managementPort;
    private static Prometheus prometheus;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void startAndExchange() throws IOException, InterruptedException {
        Path home = Files.createTempDirectory(
                Files.createDirectories(Project.server().resolveSibling("servers")), "metrics");
        ServerHome.copy(home).build("--metrics-enabled=true");
        managementPort = Ports.free();
        server = new ServerProcess.Builder()
                .home(home)
                .options("--http-management-port=" + managementPort)
                .start();
        exchangeInARealmThatEnforces(realm(ENFORCED, "enforced"));
        exchangeInARealmThatReports(realm(REPORTING, "report"));
        Poll.until(ExchangeMetricsDeploymentIT::metrics, text -> text.contains("token_exchange_would_grant_total"));
        prometheus = Prometheus.start(folder, managementPort);
    }

    @AfterAll
    static void stop() {
        if (prometheus != null) {
            prometheus.close();
        }
        server.close();
    }

    @Test
    void grantsAreCountedByPermit() {
        assertThat(value(
                        "token_exchange_grants_total",
                        "realm=\"%s\",event=\"token_exchange\",permit=\"call\"",
                        ENFORCED))
                .isEqualTo(2);
        assertThat(value(
                        "token_exchange_grants_total",
                        "realm=\"%s\",event=\"client_login\",permit=\"direct\"",
                        ENFORCED))
                .isEqualTo(1);
        assertThat(value("token_exchange_grants_total", "realm=\"%s\",event=\"token_exchange\",permit=\"\"", REPORTING))
                .isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "token_exchange, call, audience, invalid_target",
        "token_exchange, '', no_permit, unauthorized_client",
        "refresh_token, convert, audience, invalid_token",
        "client_login, direct, audience, invalid_target"
    })
    void refusalsAreCountedByPermitAndCheck(String event, String permit, String check, String error) {
        assertThat(value(
                        "token_exchange_refusals_total",
                        "realm=\"%s\",event=\"%s\",permit=\"%s\",check=\"%s\",error=\"%s\"",
                        ENFORCED,
                        event,
                        permit,
                        check,
                        error))
                .isEqualTo(1);
    }

    @Test
    void whatThePolicyWouldDoIsCounted() {
        assertThat(value(
                        "token_exchange_would_refuse_total",
                        "realm=\"%s\",event=\"token_exchange\",permit=\"\",check=\"no_permit\"",
                        REPORTING))
                .isEqualTo(1);
        assertThat(value(
                        "token_exchange_would_grant_total",
                        "realm=\"%s\",event=\"token_exchange\",permit=\"call\",narrowed=\"true\"",
                        REPORTING))
                .isEqualTo(1);
    }

    /** Two tokens without and one with an actor; two of them are limited to 120 seconds. */
    @Test
    void depthAndLifetimeAreDistributions() {
        assertThat(value("token_exchange_depth_bucket", "realm=\"%s\",le=\"0.5\"", ENFORCED))
                .isEqualTo(2);
        assertThat(value("token_exchange_depth_bucket", "realm=\"%s\",le=\"1.0\"", ENFORCED))
                .isEqualTo(3);
        assertThat(value("token_exchange_lifetime_seconds_bucket", "realm=\"%s\",le=\"60.0\"", ENFORCED))
                .isZero();
        assertThat(value("token_exchange_lifetime_seconds_bucket", "realm=\"%s\",le=\"120.0\"", ENFORCED))
                .isEqualTo(2);
    }

    @Test
    void queriesOfTheDashboardFindTheirMetricsAndLabels() throws IOException {
        List<MetricSample> samples = samples();
        List<String> queries = queries();
        assertThat(queries).hasSizeGreaterThan(10);
        for (String query : queries) {
            List<MetricSample> found = new ArrayList<>();
            for (MatchResult selector : SELECTOR.matcher(query).results().toList()) {
                List<MetricSample> selected = samples.stream()
                        .filter(sample -> sample.matches(selector.group(1), MetricSample.labels(selector.group(2))))
                        .toList();
                assertThat(selected)
                        .as("samples of %s in %s", selector.group(), query)
                        .isNotEmpty();
                found.addAll(selected);
            }
            VARIABLE.matcher(query).results().forEach(variable -> assertThat(samples)
                    .as(query)
                    .anyMatch(sample -> sample.name().equals(variable.group(1))
                            && sample.labels().containsKey(variable.group(2))));
            GROUPING.matcher(query)
                    .results()
                    .flatMap(grouping -> Arrays.stream(grouping.group(1).split(", *")))
                    .forEach(label -> assertThat(found)
                            .as("label %s in %s", label, query)
                            .allMatch(sample -> sample.labels().containsKey(label)));
            assertThat(SELECTOR.matcher(query).find() || VARIABLE.matcher(query).find())
                    .as(query)
                    .isTrue();
        }
    }

    /** Prometheus has scraped the metrics for the first time after all exchanges: what it has not seen before counts, too. */
    @ParameterizedTest
    @CsvSource({
        "Granted, 6",
        "Refused, 4",
        "Report mode: would be refused, 1",
        "Report mode: would be narrowed, 1",
    })
    void numbersOfTheDashboardAreThoseOfTheRequests(String panel, double expected) throws IOException {
        String query = withValues(expressions(panel).get(0));
        Poll.until(() -> prometheus.values("count(" + METRIC + ")"), counts -> !counts.isEmpty());
        assertThat(prometheus.values(query)).containsExactly(expected);
    }

    @Test
    void queriesOfTheDashboardHaveResultsInPrometheus() throws IOException {
        Poll.until(
                () -> prometheus.values("min(count_over_time(" + METRIC + "[1m]))"),
                counts -> !counts.isEmpty() && counts.get(0) > 2);
        for (String panel : panels()) {
            for (String expression : expressions(panel)) {
                assertThat(prometheus.values(withValues(expression)))
                        .as(expression)
                        .isNotEmpty();
            }
        }
    }

    @Test
    void dashboardHasTheTypesOfGrafana() {
        NodeJs check = NodeJs.install("integration-tests/src/test/grafana");
        try (NodeJs.Script script = check.run(
                Map.of(),
                "check.js",
                Project.root().resolve(DASHBOARD).toAbsolutePath().toString())) {
            script.readLine("valid");
        }
    }

    @Test
    void dashboardShowsEachMetric() throws IOException {
        Set<String> shown = queries().stream()
                .flatMap(query -> SELECTOR.matcher(query).results().map(selector -> selector.group(1)))
                .map(name -> name.replaceFirst("_(bucket|max)$", ""))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> counted = samples().stream()
                .map(MetricSample::name)
                .filter(name -> name.startsWith("token_exchange_"))
                .map(name -> name.replaceFirst("_(bucket|count|sum|max)$", ""))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(shown).isEqualTo(counted).hasSize(6);
    }

    private static void exchangeInARealmThatEnforces(TestRealm realm) {
        realm.addExecutor(
                "direct",
                "client-credentials-permit",
                Map.of("requesters", List.of("svc"), "audiences", List.of("target1")));
        realm.token("svc", Map.of("grant_type", "client_credentials", "audience", "target1"))
                .then()
                .statusCode(200);
        Tokens.assertRefused(
                realm.token("svc", Map.of("grant_type", "client_credentials", "audience", "target2")),
                "invalid_target");
        realm.exchange(realm.userToken("read")).token();
        realm.exchange(realm.userToken("read")).actor(realm.ownToken("svc")).token();
        realm.exchange(realm.userToken("read")).audience("target3").assertRefused("invalid_target");
        realm.exchange("nopermit", realm.userToken("read")).audience("target1").assertRefused("unauthorized_client");
        Response tokens = realm.exchange("converter", accessToken(realm.signIn("app", "read")))
                .audience("target1")
                .requestedTokenType("refresh_token")
                .send();
        Map<String, Map<String, Object>> narrower = new LinkedHashMap<>(TestRealm.PERMITS);
        Map<String, Object> permit = new LinkedHashMap<>(narrower.get("convert"));
        permit.put("audiences", List.of("target2"));
        narrower.put("convert", permit);
        realm.savePermits(narrower).then().statusCode(204);
        Tokens.assertRefused(
                realm.token(
                        "converter",
                        Map.of("grant_type", "refresh_token", "refresh_token", tokens.path("refresh_token"))),
                "invalid_grant");
    }

    private static void exchangeInARealmThatReports(TestRealm realm) {
        realm.exchange("nopermit", realm.userToken("read")).audience("mid").token();
        realm.exchange("svc", realm.userToken("read")).audience("mid").token();
    }

    private static TestRealm realm(String name, String mode) {
        new Admin(server)
                .request()
                .body(TestRealm.representation(name, TestRealm.PERMITS, mode))
                .post("")
                .then()
                .statusCode(201);
        return TestRealm.imported(server, name);
    }

    private static String metrics() {
        return given().get("http://localhost:" + managementPort + "/metrics")
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    /** Returns all queries of the dashboard, those of its variables included. */
    private static List<String> queries() throws IOException {
        JsonNode dashboard = dashboard();
        List<String> queries = new ArrayList<>(dashboard.findValuesAsText("expr"));
        queries.addAll(dashboard.findValuesAsText("definition"));
        return queries;
    }

    private static JsonNode dashboard() throws IOException {
        return new ObjectMapper().readTree(Project.root().resolve(DASHBOARD).toFile());
    }

    private static List<String> panels() throws IOException {
        return dashboard().get("panels").findValuesAsText("title");
    }

    private static List<String> expressions(String title) throws IOException {
        for (JsonNode panel : dashboard().get("panels")) {
            if (panel.get("title").asText().equals(title)) {
                return panel.get("targets").findValuesAsText("expr");
            }
        }
        throw new AssertionError("No panel " + title);
    }

    /** Replaces the variables of Grafana. */
    private static String withValues(String expression) {
        return expression.replace("$realm", ".*").replace("$__range", "1h").replace("$__rate_interval", "1m");
    }

    private static List<MetricSample> samples() {
        return MetricSample.parse(metrics());
    }

    /** Returns the value of the only sample with exactly these labels. */
    private static double value(String name, String labels, Object... values) {
        Map<String, String> expected = MetricSample.labels(labels.formatted(values));
        assertThat(samples())
                .filteredOn(sample -> sample.name().equals(name))
                .extracting(MetricSample::labels)
                .contains(expected);
        return samples().stream()
                .filter(sample -> sample.name().equals(name) && sample.labels().equals(expected))
                .findAny()
                .orElseThrow()
                .value();
    }
}

package dev.oauth2notebook.keycloak.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oauth2notebook.keycloak.support.ExplorerServer;
import dev.oauth2notebook.keycloak.support.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Sends generated invalid requests and checks that each is refused as its RFC specifies. The properties {@code
 * fuzz.requests} and {@code fuzz.seed} determine how many requests are sent and which ones; {@code fuzz.number} selects
 * a single one. The server's explorer is on, so that all endpoints exist.
 */
@ExtendWith(ExplorerServer.class)
@ResourceLock(value = ExplorerServer.REQUESTS, mode = ResourceAccessMode.READ)
class FuzzIT {

    private static final int REQUESTS = Integer.getInteger("fuzz.requests", 1000);
    private static final long SEED = Long.getLong("fuzz.seed", 9700);
    private static final Integer NUMBER = Integer.getInteger("fuzz.number");

    private static final Pattern ALIAS_ROW = Pattern.compile("^\\| `(/[^`]*)` \\| [A-Z]");
    private static final List<Fault> FAULTS = Stream.of(
                    TokenFaults.all(),
                    ExchangeFaults.all(),
                    ExchangeFaults.all(),
                    EndpointFaults.all(),
                    BearerFaults.all(),
                    GeneralFaults.all(),
                    GeneralFaults.all())
            .flatMap(List::stream)
            .toList();

    private static Fixture fixture;

    @BeforeAll
    static void setUp() {
        fixture = new Fixture(ExplorerServer.get());
    }

    @Test
    void everyAliasIsATarget() throws IOException {
        List<String> documented = Files.readAllLines(Project.root().resolve("docs/endpoints.md")).stream()
                .map(ALIAS_ROW::matcher)
                .filter(Matcher::find)
                .map(row -> row.group(1))
                .toList();
        assertThat(Arrays.stream(Target.values()).map(Target::alias)).containsAll(documented);
    }

    /** Errors prove nothing if valid requests fail, too. */
    @Test
    void validRequestsAreGranted() {
        Stream.concat(Stream.of(fixture.clientCredentials()), ExchangeFaults.valid(fixture).stream())
                .map(form -> Request.post(Target.TOKEN, form))
                .forEach(FuzzIT::assertGranted);
        assertGranted(Request.post(Target.INTROSPECT, fixture.introspection()));
        assertGranted(Request.post(Target.REVOKE, fixture.revocation()));
        assertGranted(Request.post(Target.DEVICE_AUTHORIZATION, fixture.deviceAuthorization()));
        assertGranted(Request.post(Target.PAR, fixture.pushed()));
        assertGranted(Request.get(Target.USERINFO, "Authorization", "Bearer " + fixture.userToken));
        assertGranted(Request.get(Target.API_RESOURCE, "Authorization", "Bearer " + fixture.userToken));
    }

    @Test
    void invalidRequestsAreRefused() {
        Map<String, String> failures = new LinkedHashMap<>();
        for (int number = NUMBER == null ? 0 : NUMBER; number < (NUMBER == null ? REQUESTS : NUMBER + 1); number++) {
            if (fixture.isStale()) {
                setUp();
            }
            RandomChoices random = new RandomChoices(SEED, number);
            Case bad = random.pick(FAULTS).generate(fixture, random);
            Request request = withNoise(bad.request(), random);
            String path = random.pick("", "/realms/notebook/oauth2")
                    + bad.request().target().alias();
            Answer answer = request.send(fixture.base, path);
            String where = "-Dfuzz.seed=" + SEED + " -Dfuzz.number=" + number + "\n  "
                    + request.curl(fixture.base, path) + "\n  " + answer;
            problem(bad, request, answer)
                    .ifPresent(
                            problem -> failures.merge(bad.fault() + ": " + problem, where, (first, another) -> first));
        }
        assertThat(failures)
                .as("invalid requests that were not refused as required")
                .isEmpty();

        // None of these requests may have ended a session or locked out a client.
        validRequestsAreGranted();
    }

    private static Optional<String> problem(Case bad, Request request, Answer answer) {
        if (answer.status() >= 500) {
            String path = request.target().nativePath();
            return path != null && request.send(fixture.base, path).status() == answer.status()
                    ? Optional.empty()
                    : Optional.of("server error " + answer.status());
        }
        return ResponseRules.check(request, answer).or(() -> bad.expectation().check(answer));
    }

    private static void assertGranted(Request request) {
        Answer answer = request.send(fixture.base, request.target().alias());
        assertThat(answer.status()).as(request + "\n" + answer).isBetween(200, 299);
        assertThat(ResponseRules.check(request, answer))
                .as(request + "\n" + answer)
                .isEmpty();
    }

    /** Adds headers that must not change the result. */
    private static Request withNoise(Request request, RandomChoices random) {
        Request noisy = request;
        // At Keycloak's device endpoint a client that prefers HTML is taken for a browser and gets the page for user
        // codes.
        if (random.oneIn(4) && request.target() != Target.DEVICE_AUTHORIZATION) {
            noisy = noisy.withHeader(
                    "Accept", random.pick("*/*", "text/html", "application/json", "application/xml;q=0.1"));
        }
        if (random.oneIn(6)) {
            noisy = noisy.withHeader(
                    "Cookie", random.pick("KEYCLOAK_IDENTITY=" + random.word(), "AUTH_SESSION_ID=x.y", "=;="));
        }
        if (random.oneIn(6)) {
            noisy = noisy.withHeader("Accept-Language", random.pick("de", "x-" + random.word(), "*;q=0", ",,,"));
        }
        return noisy;
    }
}

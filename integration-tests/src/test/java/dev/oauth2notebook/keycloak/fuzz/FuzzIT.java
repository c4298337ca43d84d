package dev.oauth2notebook.keycloak.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oauth2notebook.keycloak.support.NotebookServer;
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

/**
 * Generated bad requests: each is refused as its RFC says. {@code fuzz.requests} and {@code fuzz.seed} say how many and
 * which; {@code fuzz.number} sends one of them alone.
 */
@ExtendWith(NotebookServer.class)
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
                    AnyFaults.all(),
                    AnyFaults.all())
            .flatMap(List::stream)
            .toList();

    private static Material material;

    @BeforeAll
    static void prepare() {
        material = new Material(NotebookServer.get());
    }

    @Test
    void everyAliasIsATarget() throws IOException {
        List<String> documented = Files.readAllLines(Project.root().resolve("README.md")).stream()
                .map(ALIAS_ROW::matcher)
                .filter(Matcher::find)
                .map(row -> row.group(1))
                .toList();
        assertThat(Arrays.stream(Target.values()).map(Target::alias)).containsAll(documented);
    }

    /** Refusals prove nothing where nothing is granted. */
    @Test
    void requestsWithoutFaultAreGranted() {
        Stream.concat(Stream.of(material.clientCredentials()), ExchangeFaults.good(material).stream())
                .map(form -> Request.post(Target.TOKEN, form))
                .forEach(FuzzIT::granted);
        granted(Request.post(Target.INTROSPECT, material.introspection()));
        granted(Request.post(Target.REVOKE, material.revocation()));
        granted(Request.post(Target.DEVICE_AUTHORIZATION, material.deviceAuthorization()));
        granted(Request.post(Target.PAR, material.pushed()));
        granted(Request.get(Target.USERINFO, "Authorization", "Bearer " + material.userToken));
        granted(Request.get(Target.API_RESOURCE, "Authorization", "Bearer " + material.userToken));
    }

    @Test
    void badRequestsAreRefused() {
        Map<String, String> failures = new LinkedHashMap<>();
        for (int number = NUMBER == null ? 0 : NUMBER; number < (NUMBER == null ? REQUESTS : NUMBER + 1); number++) {
            if (material.isStale()) {
                prepare();
            }
            Dice dice = new Dice(SEED, number);
            Case bad = dice.pick(FAULTS).generate(material, dice);
            Request request = noisy(bad.request(), dice);
            String path = dice.pick("", "/realms/notebook/oauth2")
                    + bad.request().target().alias();
            Answer answer = request.send(material.base, path);
            String where = "-Dfuzz.seed=" + SEED + " -Dfuzz.number=" + number + "\n  "
                    + request.curl(material.base, path) + "\n  " + answer;
            complaint(bad, request, answer)
                    .ifPresent(complaint ->
                            failures.merge(bad.fault() + ": " + complaint, where, (first, another) -> first));
        }
        assertThat(failures)
                .as("bad requests that were not refused as they must")
                .isEmpty();

        // Nothing of all that has ended a session or locked a client out.
        requestsWithoutFaultAreGranted();
    }

    private static Optional<String> complaint(Case bad, Request request, Answer answer) {
        if (answer.status() >= 500) {
            String path = request.target().nativePath();
            return path != null && request.send(material.base, path).status() == answer.status()
                    ? Optional.empty()
                    : Optional.of("answered " + answer.status());
        }
        return Oracle.against(request, answer).or(() -> bad.verdict().against(answer));
    }

    private static void granted(Request request) {
        Answer answer = request.send(material.base, request.target().alias());
        assertThat(answer.status()).as(request + "\n" + answer).isBetween(200, 299);
        assertThat(Oracle.against(request, answer)).as(request + "\n" + answer).isEmpty();
    }

    /** Adds what changes nothing. */
    private static Request noisy(Request request, Dice dice) {
        Request noisy = request;
        // At Keycloak's device endpoint a client that prefers HTML is a person: it gets the page for user codes.
        if (dice.oneIn(4) && request.target() != Target.DEVICE_AUTHORIZATION) {
            noisy = noisy.withHeader(
                    "Accept", dice.pick("*/*", "text/html", "application/json", "application/xml;q=0.1"));
        }
        if (dice.oneIn(6)) {
            noisy = noisy.withHeader(
                    "Cookie", dice.pick("KEYCLOAK_IDENTITY=" + dice.word(), "AUTH_SESSION_ID=x.y", "=;="));
        }
        if (dice.oneIn(6)) {
            noisy = noisy.withHeader("Accept-Language", dice.pick("de", "x-" + dice.word(), "*;q=0", ",,,"));
        }
        return noisy;
    }
}

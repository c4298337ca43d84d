package dev.oauth2notebook.keycloak.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.oauth2notebook.keycloak.support.Admin;
import dev.oauth2notebook.keycloak.support.Project;
import dev.oauth2notebook.keycloak.support.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A server that imports a realm with invalid permits at startup. */
class PermitImportIT {

    private static final String REALM = "imported";

    private static final Map<String, Object> PERMIT =
            Map.of("requesters", List.of("svc"), "subject-clients", List.of("app"), "audiences", List.of("target1"));

    private static ServerProcess server;
    private static TestRealm realm;

    @BeforeAll
    static void start() throws IOException {
        Path home = Files.createTempDirectory(
                Files.createDirectories(Project.server().resolveSibling("servers")), "importing");
        link(Project.server(), home);
        Map<String, Map<String, Object>> permits = Map.of(
                "right", PERMIT,
                "negative", with("mid", "max-lifetime", -5),
                "unknown", with("last", "audiences", List.of("nobody")));
        Files.writeString(
                Files.createDirectories(home.resolve("data/import")).resolve("imported-realm.json"),
                JSONObjectUtils.toJSONString(TestRealm.representation(REALM, permits, "Enforced")));
        server = new ServerProcess.Builder().home(home).start();
        realm = TestRealm.imported(server, REALM);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void invalidPermitsAreLogged() {
        assertThat(server.log().lines())
                .anyMatch(line -> line.contains("WARN") && line.contains("max-lifetime") && line.contains("'-5'"));
    }

    @Test
    void invalidPermitsGrantNothing() {
        for (String requester : List.of("mid", "last")) {
            realm.exchange(requester, realm.userToken("read"))
                    .audience("target1")
                    .assertRefused("unauthorized_client");
        }
        assertThat(server.log().lines())
                .anyMatch(line -> line.contains("'unknown' grants nothing") && line.contains("'nobody'"));
    }

    @Test
    void validPermitsStillGrant() {
        realm.exchange(realm.userToken("read")).token();
    }

    @Test
    void unknownModeEnforcesThePolicyAndIsLoggedOnce() {
        for (int i = 0; i < 2; i++) {
            realm.exchange("nopermit", realm.userToken("read")).audience("mid").assertRefused("unauthorized_client");
        }
        assertThat(server.log().lines())
                .filteredOn(line -> line.contains("'imported' is not one of off, report, enforced"))
                .singleElement()
                .asString()
                .contains("WARN", "The policy is enforced");
    }

    @Test
    void unknownModeDoesNotPreventOtherChanges() {
        Map<String, Object> changed = new HashMap<>(realm.get("").getMap("$"));
        changed.put("displayName", "Changed");
        Admin admin = new Admin(server);
        admin.request().body(changed).put("/" + REALM).then().statusCode(204);
        assertThat(realm.get("").getString("displayName")).isEqualTo("Changed");
        realm.trySetPolicy("Report").then().statusCode(400);
    }

    private static Map<String, Object> with(String requester, String key, Object value) {
        Map<String, Object> permit = new HashMap<>(PERMIT);
        permit.put("requesters", List.of(requester));
        permit.put(key, value);
        return permit;
    }

    /** Creates a second server folder from hard links, without the data of the first one. */
    private static void link(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files.filter(path -> !path.startsWith(from.resolve("data")))::iterator) {
                Path target = to.resolve(from.relativize(file));
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.createLink(target, file);
                }
            }
        }
    }
}

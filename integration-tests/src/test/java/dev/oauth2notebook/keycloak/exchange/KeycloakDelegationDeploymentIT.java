package dev.oauth2notebook.keycloak.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oauth2notebook.keycloak.support.Admin;
import dev.oauth2notebook.keycloak.support.Project;
import dev.oauth2notebook.keycloak.support.ServerHome;
import dev.oauth2notebook.keycloak.support.ServerProcess;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server in which Keycloak delegates, too: it does so only in realms that do not enforce the policy. */
class KeycloakDelegationDeploymentIT {

    private static final Map<String, Object> ACTOR = Map.of("sub", "somebody");

    private static ServerProcess server;

    @BeforeAll
    static void startWithDelegation() throws IOException, InterruptedException {
        Path home = Files.createTempDirectory(
                Files.createDirectories(Project.server().resolveSibling("servers")), "delegation");
        ServerHome copy = ServerHome.copy(home);
        DelegationStandIn.writeJar(home.resolve("providers/delegation.jar"));
        copy.build();
        server = new ServerProcess.Builder().home(home).start();
        for (String mode : List.of("enforced", "report", "off")) {
            new Admin(server)
                    .request()
                    .body(TestRealm.representation(mode, TestRealm.PERMITS, mode))
                    .post("")
                    .then()
                    .statusCode(201);
            for (String claim : List.of("act", "may_act")) {
                addMapper(mode, claim);
            }
        }
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void permitsDecideWhereThePolicyIsEnforced() {
        TestRealm realm = realm("enforced");
        assertThat(Tokens.actors(realm.exchange(realm.userToken("read"))
                        .actor(realm.ownToken("svc"))
                        .claims()))
                .containsExactly("svc");
        realm.exchange("nopermit", realm.userToken("read"))
                .audience("target1")
                .actor(realm.ownToken("nopermit"))
                .assertRefused("unauthorized_client");
    }

    @ParameterizedTest
    @ValueSource(strings = {"report", "off"})
    void requestsWithAnActorTokenReachKeycloaksDelegation(String mode) {
        TestRealm realm = realm(mode);
        Response response = realm.exchange("svc", realm.userToken("read"))
                .audience("mid")
                .actor(realm.ownToken("svc"))
                .send();
        assertThat(response.asString()).isEqualTo(DelegationStandIn.ANSWER);
    }

    @Test
    void claimsOfAMapperAreRemovedWhereThePolicyIsEnforced() {
        assertThat(Tokens.claims(realm("enforced").userToken("read")).getClaims())
                .doesNotContainKeys("act", "may_act");
    }

    @ParameterizedTest
    @ValueSource(strings = {"report", "off"})
    void claimsThatKeycloakAddsForItsDelegationAreKept(String mode) {
        assertThat(Tokens.claims(realm(mode).userToken("read")).getClaims())
                .containsEntry("act", ACTOR)
                .containsEntry("may_act", ACTOR);
    }

    /** Does what the scopes {@code delegation:…} do in Keycloak 26.8. */
    private static void addMapper(String realm, String claim) {
        String client = realm(realm).id("/clients?clientId=app");
        new Admin(server)
                .create(
                        "/" + realm + "/clients/" + client + "/protocol-mappers/models",
                        TestRealm.hardcoded(claim, "{\"sub\": \"somebody\"}"));
    }

    private static TestRealm realm(String mode) {
        return TestRealm.imported(server, mode);
    }
}

package dev.oauth2notebook.keycloak.exchange;

import static dev.oauth2notebook.keycloak.support.OAuth2.accessToken;
import static org.assertj.core.api.Assertions.assertThat;

import dev.oauth2notebook.keycloak.support.NotebookServer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may be in the chain of actors ({@code chain-clients}), and {@code may_act} with several clients. */
@ExtendWith(NotebookServer.class)
class ChainRulesIT {

    private static TestRealm realm;

    @BeforeAll
    static void createRealm() {
        Map<String, Map<String, Object>> permits = new LinkedHashMap<>();
        permits.put("first", permit("svc", List.of("app"), "mid", Map.of()));
        permits.put("same", permit("other", List.of("app"), "mid", Map.of()));
        permits.put(
                "second",
                permit("mid", List.of("svc", "other"), "target1", Map.of("chain-clients", List.of("svc", "mid"))));
        permits.put("named", named("app"));
        realm = TestRealm.create(permits, "enforced");
        realm.newApp("names-several", Map.of("may-act.client", "named##nobody## wide", "may-act.sub", "false"));
        realm.newApp("names-accounts", Map.of("may-act.client", "named##wide##target1", "may-act.sub", "true"));
        permits.put("named", named("names-several", "names-accounts"));
        realm.savePermits(permits).then().statusCode(204);
    }

    @Test
    void chainOfListedClientsIsIssued() {
        var claims = realm.exchange("mid", delegated("svc"))
                .audience("target1")
                .actor(realm.ownToken("mid"))
                .claims();

        assertThat(Tokens.actors(claims)).containsExactly("mid", "svc");
    }

    @Test
    void chainWithAnotherClientIsRefused() {
        String subject = delegated("other");

        realm.exchange("mid", subject)
                .audience("target1")
                .actor(realm.ownToken("mid"))
                .assertRefused("invalid_request");
        assertThat(realm.exchange("mid", subject).audience("target1").assertRefused("invalid_request"))
                .contains("one of these parties");
    }

    @Test
    void severalClientsAreAnArray() {
        assertThat(mayAct("names-several"))
                .isEqualTo(List.of(Map.of("client_id", "named"), Map.of("client_id", "wide")));
    }

    @Test
    void clientsWithoutAServiceAccountAreLeftOut() {
        assertThat(mayAct("names-accounts"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .hasSize(2)
                .extracting("sub")
                .doesNotContainNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"named", "wide"})
    void eachOfTheNamedClientsMayAct(String client) {
        for (String app : List.of("names-several", "names-accounts")) {
            realm.exchange(client, userToken(app)).audience("target1").token();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"svc", "bare"})
    void otherClientsMayNot(String client) {
        for (String app : List.of("names-several", "names-accounts")) {
            assertThat(realm.exchange(client, userToken(app))
                            .audience("target1")
                            .assertRefused("invalid_request"))
                    .contains("may_act");
        }
    }

    private static Object mayAct(String app) {
        return Tokens.claims(userToken(app)).getClaim("may_act");
    }

    private static String userToken(String app) {
        return accessToken(realm.signIn(app, "read"));
    }

    /** Returns a user's token with one actor. */
    private static String delegated(String client) {
        return realm.exchange(client, realm.userToken("read"))
                .audience("mid")
                .actor(realm.ownToken(client))
                .token();
    }

    private static Map<String, Object> named(String... apps) {
        return Map.of(
                "requesters", List.of("named", "wide", "svc", "bare"),
                "subject-clients", List.of(apps),
                "audiences", List.of("target1"),
                "require-may-act", true);
    }

    private static Map<String, Object> permit(
            String requester, List<String> subjectClients, String audience, Map<String, Object> more) {
        Map<String, Object> permit = new LinkedHashMap<>(Map.of(
                "requesters",
                List.of(requester),
                "subject-clients",
                subjectClients,
                "audiences",
                List.of(audience),
                "actor",
                "optional",
                "max-depth",
                2));
        permit.putAll(more);
        return permit;
    }
}

package dev.oauth2notebook.keycloak.exchange;

import static dev.oauth2notebook.keycloak.support.OAuth2.accessToken;
import static org.assertj.core.api.Assertions.assertThat;

import dev.oauth2notebook.keycloak.support.DocumentedCommands;
import dev.oauth2notebook.keycloak.support.NotebookServer;
import dev.oauth2notebook.keycloak.support.Project;
import dev.oauth2notebook.keycloak.support.Server;
import dev.oauth2notebook.keycloak.support.Shell;
import io.restassured.path.json.JsonPath;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Follows docs/rollout.md: a realm in which clients exchange tokens gets a policy, and no legitimate request is refused. */
@ExtendWith(NotebookServer.class)
class RolloutIT {

    private static final String DOCUMENT = "docs/rollout.md";

    @TempDir
    private Path folder;

    private TestRealm realm;

    @Test
    void legitimateRequestsAreGrantedThroughoutAndOthersAreRefusedAtTheEnd() {
        createRealmWithExchanges();
        signIn();
        run("Save the events");
        legitimateRequest();
        assertThat(details()).doesNotContainKeys("would_grant", "would_refuse", "permit");

        run("Report");
        legitimateRequest();
        assertThat(report()).containsEntry("would_refuse", "no permit applies to this requester");

        run("Save the permits");
        legitimateRequest();
        assertThat(report())
                .containsEntry("would_grant", "orders-calls-payments")
                .doesNotContainKeys("would_refuse", "would_narrow");
        otherRequest().token();
        assertThat(details())
                .containsEntry("would_refuse", "permit orders-calls-payments: does not permit a requested audience");

        run("Keep a version");
        run("Enforce");
        legitimateRequest();
        assertThat(details()).containsEntry("permit", "orders-calls-payments");
        otherRequest().assertRefused("invalid_target");

        realm.savePermits(Map.of()).then().statusCode(204);
        request().assertRefused("unauthorized_client");
        String history = run("Roll back");
        legitimateRequest();
        assertThat(JsonPath.from(history).<String>getList("operationType")).startsWith("CREATE", "DELETE", "CREATE");
        assertThat(JsonPath.from(history).<String>getList("resourcePath"))
                .startsWith("client-policies/profiles/orders-calls-payments")
                .contains("client-policies/policies/exchange");
    }

    /** As in stock Keycloak, audience mappers determine what {@code orders} may request. */
    private void createRealmWithExchanges() {
        realm = TestRealm.create(Map.of(), null);
        client("payments", Map.of());
        client("archive", Map.of());
        client(
                "orders",
                Map.of(
                        "attributes",
                        Map.of("standard.token.exchange.enabled", "true"),
                        "protocolMappers",
                        List.of(audience("payments"), audience("archive"))));
        client("shop", Map.of("directAccessGrantsEnabled", true, "protocolMappers", List.of(audience("orders"))));
    }

    private void client(String clientId, Map<String, Object> more) {
        Map<String, Object> client = new HashMap<>(more);
        client.put("clientId", clientId);
        client.put("defaultClientScopes", List.of("basic"));
        realm.newClient(client);
    }

    private static Map<String, Object> audience(String clientId) {
        return TestRealm.mapper(
                clientId,
                "oidc-audience-mapper",
                Map.of("included.client.audience", clientId, "access.token.claim", "true"));
    }

    private Exchange request() {
        return realm.exchange("orders", accessToken(realm.signIn("shop", "read")))
                .audience("payments")
                .scope("read");
    }

    private Exchange otherRequest() {
        return request().audience("archive");
    }

    private void legitimateRequest() {
        assertThat(request().claims().getAudience()).containsExactly("payments");
    }

    /** Returns the details of the newest exchange. */
    @SuppressWarnings("unchecked")
    private Map<String, String> details() {
        return (Map<String, String>) realm.event("TOKEN_EXCHANGE", "orders").get("details");
    }

    /** Returns the details of the newest exchange, as the documented command shows them. */
    private Map<String, String> report() {
        return JsonPath.from(run("Read the report")).getMap("[0].details");
    }

    private void signIn() {
        shell().run("kcadm.sh config credentials --server "
                + NotebookServer.get().localUrl() + " --realm master --user admin");
    }

    private String run(String section) {
        return shell().run(DocumentedCommands.script(RolloutIT.class, DOCUMENT, section)
                .replace("my-realm", realm.name()));
    }

    /** The session of {@code kcadm.sh} is in the user's home folder, as Java sees it. */
    private Shell shell() {
        return Shell.in(folder)
                .set("PATH", Project.server().resolve("bin") + ":" + System.getenv("PATH"))
                .set("KC_OPTS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Duser.home=" + folder)
                .set("KC_CLI_PASSWORD", Server.ADMIN);
    }
}

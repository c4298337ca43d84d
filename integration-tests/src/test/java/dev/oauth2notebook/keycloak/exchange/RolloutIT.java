package dev.oauth2notebook.keycloak.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oauth2notebook.keycloak.support.DocumentedCommands;
import dev.oauth2notebook.keycloak.support.NotebookServer;
import dev.oauth2notebook.keycloak.support.Project;
import dev.oauth2notebook.keycloak.support.Server;
import dev.oauth2notebook.keycloak.support.Shell;
import io.restassured.path.json.JsonPath;
import java.nio.file.Path;
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

    private ShopRealm realm;

    @Test
    void legitimateRequestsAreGrantedThroughoutAndOthersAreRefusedAtTheEnd() {
        realm = new ShopRealm();
        signIn();
        run("Save the events");
        assertThat(realm.realm().get("/events/config").<String>getList("enabledEventTypes"))
                .contains("TOKEN_EXCHANGE", "TOKEN_EXCHANGE_ERROR", "REFRESH_TOKEN", "LOGIN");
        realm.legitimateRequest();
        assertThat(realm.details()).doesNotContainKeys("would_grant", "would_refuse", "permit");

        run("Report");
        realm.legitimateRequest();
        assertThat(report()).containsEntry("would_refuse", "no permit applies to this requester");

        assertThat(JsonPath.from(run("Get permits suggested")).getInt("recording.count"))
                .isEqualTo(2);
        run("Save the suggested permits");
        realm.legitimateRequest();
        assertThat(report()).containsEntry("would_grant", "suggested-1-orders-exchanges-shop");

        run("Save the permits");
        realm.legitimateRequest();
        assertThat(report())
                .containsEntry("would_grant", "orders-calls-payments")
                .doesNotContainKeys("would_refuse", "would_narrow");
        realm.otherRequest().token();
        assertThat(realm.details())
                .containsEntry("would_refuse", "permit orders-calls-payments: does not permit a requested audience");

        realm.request().actor(realm.realm().ownToken("orders")).assertRefused("invalid_request");
        assertThat(JsonPath.from(run("Try delegation")).<String, String>getMap("[0].details"))
                .containsEntry("would_refuse", "permit orders-calls-payments: does not accept an actor token");

        run("Keep a version");
        run("Enforce");
        realm.legitimateRequest();
        assertThat(realm.details()).containsEntry("permit", "orders-calls-payments");
        realm.otherRequest().assertRefused("invalid_target");

        realm.realm().savePermits(Map.of()).then().statusCode(204);
        realm.request().assertRefused("unauthorized_client");
        String history = run("Roll back");
        realm.legitimateRequest();
        List<String> operations = JsonPath.from(history).getList("operationType");
        assertThat(operations).startsWith("CREATE", "DELETE");
        // Both of one request, which may have the same millisecond.
        assertThat(operations.subList(2, 4)).containsExactlyInAnyOrder("CREATE", "DELETE");
        assertThat(JsonPath.from(history).<String>getList("resourcePath"))
                .startsWith("client-policies/profiles/orders-calls-payments")
                .contains("client-policies/policies/exchange");
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
        return shell().run(realm.rename(DocumentedCommands.script(RolloutIT.class, DOCUMENT, section)));
    }

    /** The session of {@code kcadm.sh} is in the user's home folder, as Java sees it. */
    private Shell shell() {
        return Shell.in(folder)
                .set("PATH", Project.server().resolve("bin") + ":" + System.getenv("PATH"))
                .set("KC_OPTS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Duser.home=" + folder)
                .set("KC_CLI_PASSWORD", Server.ADMIN);
    }
}

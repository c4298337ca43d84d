package dev.oauth2notebook.keycloak.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oauth2notebook.keycloak.support.NotebookServer;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Overlong parameters are refused and not silently ignored. */
@ExtendWith(NotebookServer.class)
class OverlongParametersIT {

    private static final String LONG = "x".repeat(5_000);

    private static TestRealm realm;

    @BeforeAll
    static void realm() {
        realm = TestRealm.shared();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "scope",
                "audience",
                "resource",
                "requested_token_type",
                "requested_subject",
                "requested_issuer",
                "subject_issuer",
                "actor_token_type"
            })
    void longParameterIsRefused(String name) {
        String description =
                realm.exchange("wide", realm.userToken("read")).with(name, LONG).assertRefused("invalid_request");
        assertThat(description).contains("longer").doesNotContain(LONG);
    }

    @Test
    void longActorTokenIsRefused() {
        realm.exchange(realm.userToken("read"))
                .actor("e30." + "x".repeat(70_000) + ".x")
                .assertRefused("invalid_request");
    }

    @Test
    void severalValuesThatAreTogetherTooLongAreRefused() {
        String[] audiences =
                IntStream.range(0, 60).mapToObj(i -> "x".repeat(100)).toArray(String[]::new);
        realm.exchange("wide", realm.userToken("read")).audience(audiences).assertRefused("invalid_request");
    }

    @Test
    void longScopeIsRefusedInOtherGrantsToo() {
        Tokens.assertRefused(
                realm.token("svc", Map.of("grant_type", "client_credentials", "scope", LONG)), "invalid_request");
    }

    /** The response is a page, as for any request that Keycloak cannot parse there. */
    @Test
    void longScopeIsRefusedAtDeviceAuthorization() {
        String client =
                realm.newClient(Map.of("attributes", Map.of("oauth2.device.authorization.grant.enabled", "true")));
        realm.post("/oauth2/device_authorization", client, Map.of("scope", LONG))
                .then()
                .statusCode(400);
    }
}

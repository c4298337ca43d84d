package dev.oauth2notebook.keycloak.exchange;

import static dev.oauth2notebook.keycloak.support.OAuth2.accessToken;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A realm in which clients exchange tokens as in stock Keycloak, with the clients of docs/install.md: users sign in to {@code
 * shop}, and {@code orders} exchanges their tokens for {@code payments}. Audience mappers determine what it may request, so it
 * may also request {@code archive}.
 */
final class ShopRealm {

    private final TestRealm realm = TestRealm.create(Map.of(), null);

    ShopRealm() {
        client("payments", Map.of());
        client("archive", Map.of());
        client(
                "orders",
                Map.of(
                        "serviceAccountsEnabled",
                        true,
                        "attributes",
                        Map.of("standard.token.exchange.enabled", "true"),
                        "protocolMappers",
                        List.of(audience("payments"), audience("archive"))));
        client("shop", Map.of("directAccessGrantsEnabled", true, "protocolMappers", List.of(audience("orders"))));
    }

    TestRealm realm() {
        return realm;
    }

    /** Replaces the name of the realm in a text of the documentation. */
    String rename(String text) {
        return text.replace("my-realm", realm.name());
    }

    /** The exchange that the documented permit covers. */
    Exchange request() {
        return realm.exchange("orders", accessToken(realm.signIn("shop", "read")))
                .audience("payments")
                .scope("read");
    }

    /** An exchange that no documented permit covers. */
    Exchange otherRequest() {
        return request().audience("archive");
    }

    void legitimateRequest() {
        assertThat(request().claims().getAudience()).containsExactly("payments");
    }

    /** Returns the details of the newest exchange. */
    @SuppressWarnings("unchecked")
    Map<String, String> details() {
        return (Map<String, String>) realm.event("TOKEN_EXCHANGE", "orders").get("details");
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
}

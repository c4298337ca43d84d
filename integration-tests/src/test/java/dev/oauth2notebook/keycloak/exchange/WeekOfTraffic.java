package dev.oauth2notebook.keycloak.exchange;

import static dev.oauth2notebook.keycloak.support.OAuth2.accessToken;
import static io.restassured.RestAssured.given;

import dev.oauth2notebook.keycloak.support.Admin;
import dev.oauth2notebook.keycloak.support.Server;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The realm {@code my-realm} with Keycloak's defaults, and the legitimate requests of a week in it. The documented clients {@code shop}, {@code
 * orders} and {@code payments} are among its clients.
 */
final class WeekOfTraffic {

    static final int DAYS = 7;

    private static final int WEDNESDAY = 2;
    private static final int FRIDAY = 4;
    private static final int SATURDAY = 5;
    private static final int SUNDAY = 6;

    private static final String REALM = "my-realm";
    private static final String SECRET = "secret";

    private final Server server;
    private final Admin admin;

    WeekOfTraffic(Server server) {
        this.server = server;
        this.admin = new Admin(server);
    }

    /** Creates the realm, with stock token exchange in use. */
    void createRealm() {
        admin.create("", Map.of("realm", REALM, "enabled", true));
        for (String scope : List.of("read", "refund", "stock")) {
            String id = admin.create(
                    "/my-realm/client-scopes",
                    Map.of(
                            "name",
                            scope,
                            "protocol",
                            "openid-connect",
                            "attributes",
                            Map.of("include.in.token.scope", "true")));
            admin.request()
                    .put("/my-realm/default-optional-client-scopes/" + id)
                    .then()
                    .statusCode(204);
        }
        for (String service : List.of("payments", "archive", "warehouse", "calendar", "ledger")) {
            client(service, Map.of());
        }
        application("shop", "orders");
        application("mobile", "sync");
        application("backoffice", "stock-keeper", "auditor");
        requester("orders", "payments", "archive");
        requester("sync", "calendar");
        requester("stock-keeper", "warehouse");
        requester("auditor", "archive");
        requester("nightly-job", "warehouse");
        requester("weekly-job", "ledger");
        for (String user : List.of("alice", "bob", "carol")) {
            admin.create(
                    "/my-realm/users",
                    Map.of(
                            "username",
                            user,
                            "enabled",
                            true,
                            "email",
                            user + "@example.org",
                            "firstName",
                            "Test",
                            "lastName",
                            "User",
                            "credentials",
                            List.of(Map.of("type", "password", "value", SECRET))));
        }
    }

    /**
     * Sends the requests of a day, without delegation.
     *
     * @param day 0 for Monday
     * @return each response by the name of the request
     */
    Map<String, Response> send(int day) {
        Map<String, Response> responses = new LinkedHashMap<>();
        for (String user : List.of("alice", "bob")) {
            responses.put(user + " pays", payment(user, "read").send());
        }
        responses.put(
                "carol counts the stock",
                exchange("stock-keeper", userToken("backoffice", "carol", "stock"))
                        .audience("warehouse")
                        .scope("stock")
                        .send());
        Response refreshable = exchange("sync", userToken("mobile", "bob", "read"))
                .audience("calendar")
                .requestedTokenType("refresh_token")
                .send();
        responses.put("bob synchronises", refreshable);
        for (int time = 1; time <= 2; time++) {
            refreshable = refresh(refreshable);
            responses.put("bob synchronises again, " + time, refreshable);
        }
        responses.put("nightly job", job("nightly-job", "warehouse"));
        if (day == WEDNESDAY) {
            responses.put("alice gets a refund", payment("alice", "refund").send());
        }
        if (day == FRIDAY) {
            responses.put("carol audits", audit().send());
        }
        if (day == SUNDAY) {
            responses.put("weekly job", job("weekly-job", "ledger"));
        }
        return responses;
    }

    /** The weekly request for which {@code orders} acts for a user, and would like to be named. */
    static boolean hasDelegation(int day) {
        return day == SATURDAY;
    }

    Response delegate() {
        return payment("alice", "read").actor(ownToken("orders")).send();
    }

    /** A request without an audience, which Keycloak grants for all audiences that mappers add. */
    Exchange audit() {
        return exchange("auditor", userToken("backoffice", "carol", "read"));
    }

    Exchange payment(String user, String scope) {
        return exchange("orders", userToken("shop", user, scope))
                .audience("payments")
                .scope(scope);
    }

    Exchange exchange(String client, String subjectToken) {
        return new Exchange(tokenEndpoint(), client, SECRET, subjectToken);
    }

    String userToken(String application, String user, String scope) {
        return accessToken(token(Map.of(
                "client_id",
                application,
                "grant_type",
                "password",
                "username",
                user,
                "password",
                SECRET,
                "scope",
                scope)));
    }

    String ownToken(String client) {
        return accessToken(token(Map.of(
                "client_id", client, "client_secret", SECRET, "grant_type", "client_credentials", "scope", "read")));
    }

    private Response job(String client, String audience) {
        return exchange(client, ownToken(client))
                .audience(audience)
                .scope("read")
                .send();
    }

    private Response refresh(Response tokens) {
        return token(Map.of(
                "client_id",
                "sync",
                "client_secret",
                SECRET,
                "grant_type",
                "refresh_token",
                "refresh_token",
                tokens.path("refresh_token")));
    }

    private Response token(Map<String, String> form) {
        return given().formParams(form).post(tokenEndpoint());
    }

    private String tokenEndpoint() {
        return server.localUrl() + "/realms/my-realm/protocol/openid-connect/token";
    }

    private void application(String clientId, String... audiences) {
        client(
                clientId,
                Map.of("publicClient", true, "directAccessGrantsEnabled", true, "protocolMappers", mappers(audiences)));
    }

    private void requester(String clientId, String... audiences) {
        client(
                clientId,
                Map.of(
                        "serviceAccountsEnabled",
                        true,
                        "attributes",
                        Map.of(
                                "standard.token.exchange.enabled", "true",
                                "standard.token.exchange.enableRefreshRequestedTokenType", "SAME_SESSION"),
                        "protocolMappers",
                        mappers(audiences)));
    }

    private void client(String clientId, Map<String, ?> more) {
        Map<String, Object> client = new HashMap<>(more);
        client.put("clientId", clientId);
        client.put("secret", SECRET);
        client.put("standardFlowEnabled", false);
        admin.create("/my-realm/clients", client);
    }

    private static List<Map<String, Object>> mappers(String... audiences) {
        return List.of(audiences).stream()
                .map(audience -> TestRealm.mapper(
                        audience,
                        "oidc-audience-mapper",
                        Map.of("included.client.audience", audience, "access.token.claim", "true")))
                .toList();
    }
}

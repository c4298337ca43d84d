package dev.oauth2notebook.keycloak.explorer;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.oauth2notebook.keycloak.explorer.OwnRealm.SignedIn;
import dev.oauth2notebook.keycloak.support.ExplorerServer;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Users who have registered clients, where everybody sees only their own requests; what they do not see comes first. */
@ExtendWith(ExplorerServer.class)
@ResourceLock(value = ExplorerServer.REQUESTS, mode = ResourceAccessMode.READ)
class RegisteredClientIT {

    private static final String ATTRIBUTE = "explorer.registered-by";

    private static OwnRealm realm;
    private static SignedIn anna;
    private static SignedIn ben;
    private static SignedIn carla;

    @BeforeAll
    static void createRealm() {
        realm = new OwnRealm("registered-clients");
        for (String name : List.of("anna", "ben")) {
            realm.grant(name, "realm-management", "create-client");
        }
        anna = realm.signIn("anna");
        ben = realm.signIn("ben");
        carla = realm.signIn("carla");
    }

    @Test
    void requestOfAnotherUserIsHiddenFromTheOwnerOfTheClient() {
        Response client = registeredBy("anna");
        String code = realm.signIn("ben", client.path("client_id")).code();
        realm.token(credentials(
                        client, "grant_type", "authorization_code", "code", code, "redirect_uri", OwnRealm.CALLBACK))
                .then()
                .statusCode(200);
        String last = send(client);
        carla.explorer().await(request -> "ben".equals(request.get("user")) && isOf(client, request));
        anna.explorer().await(request -> has(last, request));
        assertThat(anna.explorer().requests()).noneMatch(request -> "ben".equals(request.get("user")));
        assertThat(anna.explorer().get("/requests").asString()).doesNotContain("\"ben\"");
    }

    /** Browsers do not say yet who is about to sign in, but the request may. */
    @Test
    void requestsOfBrowsersAndThoseThatNameSomebodyAreHidden() {
        Response client = registeredBy("anna");
        String id = client.path("client_id");
        String name = "somebody-" + UUID.randomUUID();
        given().queryParams(Map.of(
                        "client_id",
                        id,
                        "response_type",
                        "code",
                        "redirect_uri",
                        OwnRealm.CALLBACK,
                        "login_hint",
                        name))
                .get(realm.url("/protocol/openid-connect/auth"))
                .then()
                .statusCode(200);
        given().formParams(credentials(
                        client, "response_type", "code", "login_hint", name, "redirect_uri", OwnRealm.CALLBACK))
                .post(realm.url("/protocol/openid-connect/ext/par/request"))
                .then()
                .statusCode(201);
        realm.token(credentials(client, "grant_type", "password", "username", name, "password", "wrong"));
        String last = send(client);
        for (String endpoint : List.of("authorize", "par", "token")) {
            carla.explorer().await(request -> endpoint.equals(request.get("endpoint")) && isOf(client, request));
        }
        anna.explorer().await(request -> has(last, request));
        assertThat(anna.explorer().get("/requests").asString()).doesNotContain(name);
        assertThat(anna.explorer().requests()).noneMatch(request -> "par".equals(request.get("endpoint")));
    }

    @Test
    void clientsOfOthersAndClientsWithoutAnOwnerAreHidden() {
        String bens = send(registeredBy("ben"));
        String nobodys = send(register(realm.initialAccessToken()));
        String mine = send(registeredBy("anna"));
        carla.explorer().await(request -> has(nobodys, request));
        anna.explorer().await(request -> has(mine, request));
        assertThat(anna.explorer().get("/requests").asString()).doesNotContain(bens, nobodys);
    }

    /** With Keycloak's own format, whoever has registered a client sets its attributes. */
    @Test
    void ownerCannotBeChosen() {
        Response bens = registeredBy("ben");
        String copied = realm.attribute(bens.path("client_id"), ATTRIBUTE);
        assertThat(copied).startsWith(realm.userId("ben") + ".");
        String initial = realm.initialAccessToken();
        for (String forged : List.of(
                realm.userId("anna"),
                realm.userId("anna") + ".",
                realm.userId("anna") + copied.substring(copied.indexOf('.')),
                copied)) {
            Map<String, Object> client = new HashMap<>();
            client.put("clientId", "forged-" + UUID.randomUUID());
            client.put("serviceAccountsEnabled", true);
            client.put("attributes", Map.of(ATTRIBUTE, forged));
            Response registered = given().auth()
                    .oauth2(initial)
                    .contentType(ContentType.JSON)
                    .body(client)
                    .post(realm.url("/clients-registrations/default"));
            registered.then().statusCode(201);
            assertThat(realm.attribute(registered.path("clientId"), ATTRIBUTE)).isEqualTo(forged);
            String sent = UUID.randomUUID().toString();
            realm.token(Map.of(
                            "client_id",
                            registered.path("clientId"),
                            "client_secret",
                            registered.path("secret"),
                            "grant_type",
                            "client_credentials",
                            "audience",
                            sent))
                    .then()
                    .statusCode(200);
            carla.explorer().await(request -> has(sent, request));
            assertThat(anna.explorer().get("/requests").asString()).doesNotContain(sent);
            assertThat(ben.explorer().get("/requests").asString()).doesNotContain(sent);
        }
    }

    @Test
    void ownerSeesWhatTheClientSendsAndWhyItIsRefused() {
        Response client = registeredBy("anna");
        String sent = send(client);
        assertThat(anna.explorer().await(request -> has(sent, request)).getInt("status"))
                .isEqualTo(200);
        realm.token(Map.of(
                "client_id", client.path("client_id"), "client_secret", "wrong", "grant_type", "client_credentials"));
        assertThat(anna.explorer()
                        .await(request ->
                                isOf(client, request) && Integer.valueOf(401).equals(request.get("status")))
                        .getString("error.code"))
                .isIn("invalid_client", "unauthorized_client");
    }

    @Test
    void ownerIsKeptWhenTheClientUpdatesItself() {
        Response client = registeredBy("anna");
        Map<String, Object> metadata = new HashMap<>(OwnRealm.METADATA);
        metadata.put("client_id", client.path("client_id"));
        metadata.put("client_name", "Renamed");
        given().auth()
                .oauth2(client.path("registration_access_token"))
                .contentType(ContentType.JSON)
                .body(metadata)
                .put(realm.url("/clients-registrations/openid-connect/" + client.path("client_id")))
                .then()
                .statusCode(200);
        String sent = send(client);
        anna.explorer().await(request -> has(sent, request));
        assertThat(anna.explorer()
                        .await(request -> "PUT".equals(request.get("method")) && isOf(client, request))
                        .getString("requestJson.client_name"))
                .isEqualTo("Renamed");
    }

    private static Response registeredBy(String user) {
        return register(realm.redeem(realm.signIn(user)));
    }

    private static Response register(String token) {
        Response client = given().auth()
                .oauth2(token)
                .contentType(ContentType.JSON)
                .body(OwnRealm.METADATA)
                .post(realm.url("/clients-registrations/openid-connect"));
        client.then().statusCode(201);
        return client;
    }

    /** Sends a request that nobody else sends, and returns what distinguishes it. */
    private static String send(Response client) {
        String audience = "audience-" + UUID.randomUUID();
        realm.token(credentials(client, "grant_type", "client_credentials", "audience", audience))
                .then()
                .statusCode(200);
        return audience;
    }

    private static Map<String, String> credentials(Response client, String... parameters) {
        Map<String, String> form = new HashMap<>();
        form.put("client_id", client.path("client_id"));
        form.put("client_secret", client.path("client_secret"));
        for (int index = 0; index < parameters.length; index += 2) {
            form.put(parameters[index], parameters[index + 1]);
        }
        return form;
    }

    private static boolean isOf(Response client, Map<String, Object> request) {
        return client.path("client_id").equals(request.get("client"));
    }

    private static boolean has(String audience, Map<String, Object> request) {
        return request.get("form").toString().contains(audience);
    }
}

package dev.oauth2notebook.keycloak.explorer;

import static io.restassured.RestAssured.given;

import dev.oauth2notebook.keycloak.support.Admin;
import dev.oauth2notebook.keycloak.support.ExplorerServer;
import dev.oauth2notebook.keycloak.support.Person;
import dev.oauth2notebook.keycloak.support.Urls;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A realm in which users see only their own requests, with the users anna and ben, and carla, who is a teacher. */
final class OwnRealm {

    static final String CALLBACK = "https://app.example/callback";

    /** What a client says about itself when it is registered. */
    static final Map<String, Object> METADATA = Map.of(
            "redirect_uris", List.of(CALLBACK),
            "grant_types", List.of("authorization_code", "client_credentials", "password"));

    private static final String CLIENT = "app";

    private final String name;
    private final Admin admin = new Admin(ExplorerServer.get());

    /** Creates the realm. */
    OwnRealm(String name) {
        this.name = name;
        Map<String, Object> app = Map.of("clientId", CLIENT, "publicClient", true, "redirectUris", List.of(CALLBACK));
        admin.create(
                "",
                Map.of(
                        "realm",
                        name,
                        "enabled",
                        true,
                        "attributes",
                        Map.of("explorer", "own"),
                        "roles",
                        Map.of("realm", List.of(Map.of("name", "explorer-teacher"))),
                        "clients",
                        List.of(app)));
        List.of("anna", "ben", "carla").forEach(this::createUser);
        Map<String, Object> role = admin.request()
                .get("/" + name + "/roles/explorer-teacher")
                .jsonPath()
                .getMap("$");
        map("carla", "/realm", role);
    }

    /** Returns the URL of a path below the realm. */
    String url(String path) {
        return ExplorerServer.get().localUrl() + "/realms/" + name + path;
    }

    Explorer explorer() {
        return new Explorer(url("/oauth2/explorer"));
    }

    String userId(String user) {
        return admin.request()
                .queryParam("username", user)
                .get("/" + name + "/users")
                .jsonPath()
                .getString("[0].id");
    }

    /** Gives a user a role of a client. */
    void grant(String user, String client, String role) {
        String id = admin.request()
                .queryParam("clientId", client)
                .get("/" + name + "/clients")
                .path("[0].id");
        Map<String, Object> found = admin.request()
                .get("/" + name + "/clients/" + id + "/roles/" + role)
                .jsonPath()
                .getMap("$");
        map(user, "/clients/" + id, found);
    }

    /** Changes settings of the realm. */
    void set(Map<String, ?> settings) {
        admin.request().body(settings).put("/" + name).then().statusCode(204);
    }

    /** Deletes the role of teachers. */
    void removeTeacher() {
        admin.request().delete("/" + name + "/roles/explorer-teacher").then().statusCode(204);
    }

    /** Ends all sessions of a user. */
    void logOut(String user) {
        admin.request()
                .post("/" + name + "/users/" + userId(user) + "/logout")
                .then()
                .statusCode(204);
    }

    /** Returns an attribute of a client. */
    String attribute(String client, String attribute) {
        return admin.request()
                .queryParam("clientId", client)
                .get("/" + name + "/clients")
                .jsonPath()
                .getString("[0].attributes.'" + attribute + "'");
    }

    String initialAccessToken() {
        return admin.request()
                .body(Map.of("count", 10, "expiration", 600))
                .post("/" + name + "/clients-initial-access")
                .path("token");
    }

    /** Signs a user in, in a browser of their own, at a client that everybody can use. */
    SignedIn signIn(String user) {
        return signIn(user, CLIENT);
    }

    /** Signs a user in at a client. */
    SignedIn signIn(String user, String client) {
        Person person = new Person(user, user);
        Map<String, String> request = new HashMap<>();
        request.put("client_id", client);
        request.put("response_type", "code");
        request.put("scope", "openid");
        request.put("redirect_uri", CALLBACK);
        request.put("state", "state-of-" + user);
        String code = person.signIn(Urls.query(url("/protocol/openid-connect/auth"), request), CALLBACK)
                .parameter("code");
        return new SignedIn(explorer().with("Cookie", person.cookieHeader()), person.cookieHeader(), code);
    }

    /** Redeems the code of a user who has just signed in, and returns the access token. */
    String redeem(SignedIn person) {
        return token(Map.of(
                        "grant_type",
                        "authorization_code",
                        "client_id",
                        CLIENT,
                        "code",
                        person.code(),
                        "redirect_uri",
                        CALLBACK))
                .then()
                .statusCode(200)
                .extract()
                .path("access_token");
    }

    /** Sends a token request. */
    Response token(Map<String, String> form) {
        return given().formParams(form).post(url("/protocol/openid-connect/token"));
    }

    private void createUser(String user) {
        admin.create(
                "/" + name + "/users",
                Map.of(
                        "username",
                        user,
                        "enabled",
                        true,
                        "email",
                        user + "@example.org",
                        "firstName",
                        user,
                        "lastName",
                        user,
                        "credentials",
                        List.of(Map.of("type", "password", "value", user, "temporary", false))));
    }

    private void map(String user, String container, Map<String, Object> role) {
        admin.request()
                .body(List.of(role))
                .post("/" + name + "/users/" + userId(user) + "/role-mappings" + container)
                .then()
                .statusCode(204);
    }

    /**
     * A user who has signed in.
     *
     * @param explorer the explorer as this user sees it
     * @param cookies cookies of the browser
     * @param code the authorization code
     */
    record SignedIn(Explorer explorer, String cookies, String code) {}
}

package dev.oauth2notebook.keycloak.support;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** Calls Keycloak's admin REST API as an administrator. */
public final class Admin {

    private final Server server;
    private final String adminName;
    private final String adminPassword;

    /** Creates a client of a server's admin REST API. */
    public Admin(Server server) {
        this(server, Server.ADMIN, Server.ADMIN);
    }

    /** Makes the administrator of a server whose name and password are not the usual ones. */
    public Admin(Server server, String adminName, String adminPassword) {
        this.server = server;
        this.adminName = adminName;
        this.adminPassword = adminPassword;
    }

    /** Returns a fresh access token of the administrator, in the realm {@code master}. */
    public String token() {
        return given().formParam("grant_type", "password")
                .formParam("client_id", "admin-cli")
                .formParam("username", adminName)
                .formParam("password", adminPassword)
                .post(server.localUrl() + "/realms/master/protocol/openid-connect/token")
                .then()
                .statusCode(200)
                .extract()
                .path("access_token");
    }

    /** Starts a request to {@code /admin/realms} with a token that other requests use, too. */
    public RequestSpecification request() {
        return given().baseUri(server.localUrl() + "/admin/realms")
                .auth()
                .oauth2(AdminToken.of(server.localUrl() + adminName, this::token))
                .contentType(ContentType.JSON);
    }

    /** Returns what the admin console shows as Server Info. */
    public JsonPath serverInfo() {
        return request()
                .get(server.localUrl() + "/admin/serverinfo")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    /** Creates a user in the realm {@code notebook} for a single test. */
    public Person newPerson() {
        return newPerson("secret");
    }

    /** Creates a user with the given password in the realm {@code notebook} for a single test. */
    public Person newPerson(String password) {
        return newPerson(password, List.of());
    }

    /** Creates such a user, who is asked for the given actions after the next sign-in. */
    public Person newPerson(String password, List<String> requiredActions) {
        String name = "user-" + UUID.randomUUID();
        create(
                "/notebook/users",
                Map.of(
                        "username",
                        name,
                        "enabled",
                        true,
                        "email",
                        name + "@example.org",
                        "firstName",
                        "Test",
                        "lastName",
                        "User",
                        "requiredActions",
                        requiredActions,
                        "credentials",
                        List.of(Map.of("type", "password", "value", password, "temporary", false))));
        return new Person(name, password);
    }

    /** Creates a user in the realm {@code notebook} with roles of {@code realm-management}. */
    public Person newAdministrator(String... roles) {
        Person person = newPerson();
        String client =
                request().get("/notebook/clients?clientId=realm-management").path("[0].id");
        String user = request().get("/notebook/users?username=" + person.name()).path("[0].id");
        List<Map<String, Object>> found = Stream.of(roles)
                .map(role -> request()
                        .get("/notebook/clients/" + client + "/roles/" + role)
                        .jsonPath()
                        .<String, Object>getMap("$"))
                .toList();
        request()
                .body(found)
                .post("/notebook/users/" + user + "/role-mappings/clients/" + client)
                .then()
                .statusCode(204);
        return person;
    }

    /** Creates a client for client credentials that authenticates with a signed JWT, and returns its client ID. */
    public String newKeyClient(String jwks) {
        String clientId = "client-" + UUID.randomUUID();
        create(
                "/notebook/clients",
                Map.of(
                        "clientId",
                        clientId,
                        "serviceAccountsEnabled",
                        true,
                        "standardFlowEnabled",
                        false,
                        "clientAuthenticatorType",
                        "client-jwt",
                        "attributes",
                        Map.of(
                                "use.jwks.string", "true",
                                "jwks.string", jwks,
                                "token.endpoint.auth.signing.alg", "ES256")));
        return clientId;
    }

    /** Returns an initial access token for dynamic client registration. */
    public String initialAccessToken(int uses) {
        return request()
                .body(Map.of("count", uses, "expiration", 600))
                .post("/notebook/clients-initial-access")
                .then()
                .statusCode(201)
                .extract()
                .path("token");
    }

    /** Returns the saved events of a client in the realm {@code notebook}, newest first. */
    public List<Map<String, Object>> events(String client) {
        return request()
                .queryParam("client", client)
                .queryParam("max", 1000)
                .get("/notebook/events")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("$");
    }

    /** Creates a resource and returns its ID. */
    public String create(String path, Map<String, ?> representation) {
        Response response = request().body(representation).post(path);
        response.then().statusCode(201);
        String location = response.header("Location");
        return location.substring(location.lastIndexOf('/') + 1);
    }
}

package dev.oauth2notebook.keycloak.exchange;

import static io.restassured.RestAssured.given;

import dev.oauth2notebook.keycloak.support.Admin;
import dev.oauth2notebook.keycloak.support.NotebookServer;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** An administrator of one realm, who uses the admin REST API of the token-exchange policy. */
final class PolicyAdmin {

    private final String user;
    private final String token;

    /**
     * Creates the administrator.
     *
     * @param realm the realm of the administrator
     * @param roles roles of the client {@code realm-management}
     */
    PolicyAdmin(TestRealm realm, String... roles) {
        user = realm.newUser(Map.of());
        if (roles.length > 0) {
            String client = realm.id("/clients?clientId=realm-management");
            List<Map<String, Object>> found = Stream.of(roles)
                    .map(role ->
                            realm.get("/clients/" + client + "/roles/" + role).<String, Object>getMap("$"))
                    .toList();
            new Admin(NotebookServer.get())
                    .request()
                    .body(found)
                    .post("/" + realm.name() + "/users/" + realm.id("/users?username=" + user)
                            + "/role-mappings/clients/" + client)
                    .then()
                    .statusCode(204);
        }
        token = given().formParams(Map.of(
                        "grant_type",
                        "password",
                        "client_id",
                        "admin-cli",
                        "username",
                        user,
                        "password",
                        TestRealm.SECRET))
                .post(realm.url("/protocol/openid-connect/token"))
                .then()
                .statusCode(200)
                .extract()
                .path("access_token");
    }

    /** Returns the user name. */
    String user() {
        return user;
    }

    /** Starts a request to the policy of a realm. */
    RequestSpecification of(TestRealm realm) {
        return anonymous(realm).auth().oauth2(token);
    }

    /** Starts a request without authentication. */
    static RequestSpecification anonymous(TestRealm realm) {
        return given().contentType(ContentType.JSON)
                .baseUri(NotebookServer.get().localUrl() + "/admin/realms/" + realm.name() + "/token-exchange-policy");
    }
}

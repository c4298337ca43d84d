package dev.oauth2notebook.keycloak.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oauth2notebook.keycloak.support.Admin;
import dev.oauth2notebook.keycloak.support.OAuth2;
import dev.oauth2notebook.keycloak.support.Person;
import dev.oauth2notebook.keycloak.support.Urls;
import io.restassured.path.json.JsonPath;
import java.util.Map;
import java.util.UUID;

/** Creates and changes users and clients in the realm {@code notebook} for single tests. */
final class Accounts {

    private Accounts() {}

    /** Creates a user with a password and returns the name. */
    static String create(Admin admin, String password) {
        return admin.newPerson(password).name();
    }

    /** Returns the ID of a user. */
    static String id(Admin admin, String name) {
        return admin.request()
                .queryParam("exact", true)
                .queryParam("username", name)
                .get("/notebook/users")
                .then()
                .statusCode(200)
                .extract()
                .path("[0].id");
    }

    /** Disables a user. */
    static void disable(Admin admin, String name) {
        admin.request()
                .body(Map.of("enabled", false))
                .put("/notebook/users/" + id(admin, name))
                .then()
                .statusCode(204);
    }

    /** Ends all sessions of a user. */
    static void signOut(Admin admin, String name) {
        admin.request()
                .post("/notebook/users/" + id(admin, name) + "/logout")
                .then()
                .statusCode(204);
    }

    /** Locks a user out for at least a minute by entering wrong passwords. */
    static void lockOut(OAuth2 oauth, Admin admin, String name) {
        Person guesser = new Person(name, "wrong");
        String login = Urls.query(oauth.url("/auth"), oauth.authorizationRequest("openid"));
        String path = "/attack-detection/brute-force/users/" + id(admin, name);
        for (int guess = 0; guess < 20 && !get(admin, path).getBoolean("disabled"); guess++) {
            guesser.logIn(guesser.open(login), null);
        }
        assertThat(get(admin, path).getBoolean("disabled")).as("locked out").isTrue();
    }

    /** Removes all realm roles from a user, including the default ones. */
    static void removeRoles(Admin admin, String name) {
        String path = "/notebook/users/" + id(admin, name) + "/role-mappings/realm";
        String roles =
                admin.request().get(path).then().statusCode(200).extract().asString();
        admin.request().body(roles).delete(path).then().statusCode(204);
    }

    /** Revokes a user's consent to a client. */
    static void revokeConsent(Admin admin, String name, String client) {
        admin.request()
                .delete("/notebook/users/" + id(admin, name) + "/consents/" + client)
                .then()
                .statusCode(204);
    }

    /** Creates a public client with the device grant and returns its client ID. */
    static String newDevice(Admin admin, int codeLifespan, int pollingInterval) {
        return newDevice(admin, codeLifespan, pollingInterval, "");
    }

    /** Creates a public client with the device grant that must use the given PKCE method, unless that is empty. */
    static String newDevice(Admin admin, int codeLifespan, int pollingInterval, String pkceMethod) {
        String clientId = "device-" + UUID.randomUUID();
        admin.create(
                "/notebook/clients",
                Map.of(
                        "clientId",
                        clientId,
                        "publicClient",
                        true,
                        "standardFlowEnabled",
                        false,
                        "attributes",
                        Map.of(
                                "oauth2.device.authorization.grant.enabled",
                                "true",
                                "pkce.code.challenge.method",
                                pkceMethod,
                                "oauth2.device.code.lifespan",
                                String.valueOf(codeLifespan),
                                "oauth2.device.polling.interval",
                                String.valueOf(pollingInterval))));
        return clientId;
    }

    /** Returns a resource of the admin REST API by its path below the realm. */
    static JsonPath get(Admin admin, String path) {
        return admin.request()
                .get("/notebook" + path)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}

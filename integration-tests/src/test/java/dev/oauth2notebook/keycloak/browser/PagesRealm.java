package dev.oauth2notebook.keycloak.browser;

import dev.oauth2notebook.keycloak.support.Admin;
import dev.oauth2notebook.keycloak.support.NotebookServer;
import dev.oauth2notebook.keycloak.support.Person;
import dev.oauth2notebook.keycloak.support.Urls;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A realm with all features enabled that add pages: registration, forgotten passwords and second factors. */
final class PagesRealm {

    private static final String PASSWORD = "secret-1234";

    private final Admin admin = new Admin(NotebookServer.get());
    private final String name;

    private PagesRealm(String name) {
        this.name = name;
    }

    /** Creates a realm with a login theme. */
    static PagesRealm create(String theme) {
        PagesRealm realm = new PagesRealm("pages-" + UUID.randomUUID());
        realm.admin
                .request()
                .body(Map.of(
                        "realm",
                        realm.name,
                        "displayName",
                        "Pages",
                        "enabled",
                        true,
                        "loginTheme",
                        theme,
                        "internationalizationEnabled",
                        true,
                        "supportedLocales",
                        List.of("de", "en"),
                        "registrationAllowed",
                        true,
                        "resetPasswordAllowed",
                        true,
                        "rememberMe",
                        true,
                        "passwordPolicy",
                        "length(8) and digits(1)"))
                .post()
                .then()
                .statusCode(201);
        realm.allowRecoveryCodes();
        return realm;
    }

    private void allowRecoveryCodes() {
        String executions = "/" + name + "/authentication/flows/browser/executions";
        List<Map<String, Object>> all =
                admin.request().get(executions).jsonPath().getList("$");
        Map<String, Object> execution = new HashMap<>(all.stream()
                .filter(candidate -> "auth-recovery-authn-code-form".equals(candidate.get("providerId")))
                .findFirst()
                .orElseThrow());
        execution.put("requirement", "ALTERNATIVE");
        admin.request().body(execution).put(executions).then().statusCode(204);
    }

    /** Returns the path and query of a login page. */
    String login() {
        return Urls.query(
                "/realms/" + name + "/protocol/openid-connect/auth",
                Map.of(
                        "client_id", "account-console",
                        "response_type", "code",
                        "code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
                        "code_challenge_method", "S256",
                        "redirect_uri", NotebookServer.get().localUrl() + "/realms/" + name + "/account/"));
    }

    /** Returns the path and query of the registration page. */
    String registration() {
        return login().replace("/auth?", "/registrations?");
    }

    /** Returns the path of the logout page. */
    String logout() {
        return "/realms/" + name + "/protocol/openid-connect/logout";
    }

    /** Creates a user with a required action. */
    Person newPerson(String requiredAction) {
        return newPerson(List.of(requiredAction), List.of(password()));
    }

    /** Creates a user with a one-time code generator and recovery codes. */
    Person newPersonWithSecondFactors() {
        Map<String, Object> otp = Map.of(
                "type", "otp",
                "userLabel", "Phone",
                "secretData", "{\"value\":\"a-secret-of-20-bytes\"}",
                "credentialData", "{\"subType\":\"totp\",\"digits\":6,\"period\":30,\"algorithm\":\"HmacSHA1\"}");
        Map<String, Object> recoveryCodes = Map.of(
                "type", "recovery-authn-codes",
                "secretData", "{\"codes\":[{\"number\":1,\"encodedHashedValue\":\"AAAA\"}]}",
                "credentialData",
                        "{\"hashIterations\":1,\"algorithm\":\"SHA-512\",\"totalCodes\":1,\"remainingCodes\":1}");
        return newPerson(List.of(), List.of(password(), otp, recoveryCodes));
    }

    private static Map<String, Object> password() {
        return Map.of("type", "password", "value", PASSWORD, "temporary", false);
    }

    private Person newPerson(List<String> requiredActions, List<Map<String, Object>> credentials) {
        String user = "user-" + UUID.randomUUID();
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
                        "Test",
                        "lastName",
                        "User",
                        "requiredActions",
                        requiredActions,
                        "credentials",
                        credentials));
        return new Person(user, PASSWORD);
    }
}

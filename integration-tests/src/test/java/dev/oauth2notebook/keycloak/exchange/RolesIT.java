package dev.oauth2notebook.keycloak.exchange;

import static dev.oauth2notebook.keycloak.support.OAuth2.accessToken;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.oauth2notebook.keycloak.support.Admin;
import dev.oauth2notebook.keycloak.support.NotebookServer;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An exchanged token has only roles that its subject token has and that its permit allows. */
@ExtendWith(NotebookServer.class)
class RolesIT {

    private static final Map<String, String> LIGHTWEIGHT =
            Map.of("client.use.lightweight.access.token.enabled", "true");

    private static TestRealm realm;
    private static String user;
    private static String requester;
    private static String lightRequester;

    @BeforeAll
    static void realm() {
        realm = TestRealm.create(Map.of(), "enforced");
        user = realm.newUser(Map.of());
        createRole("boss");
        createRole("clerk");
        addRealmRolesToTokens();
        assignRealmRole("boss");
        assignRealmRole("clerk");
        assignClientRole("target1", "reader");
        requester = requester(Map.of(), List.of());
        lightRequester = requester(LIGHTWEIGHT, List.of());
        realm.savePermits(Map.of("any", permit("target1", List.of()), "narrow", permit("target2", List.of("clerk"))))
                .then()
                .statusCode(204);
        new Admin(NotebookServer.get())
                .request()
                .body(Map.of(
                        "policies",
                        List.of(Map.of(
                                "name",
                                "exchange",
                                "enabled",
                                true,
                                "conditions",
                                List.of(Map.of("condition", "any-client", "configuration", Map.of())),
                                "profiles",
                                List.of("any", "narrow")))))
                .put("/" + realm.name() + "/client-policies/policies")
                .then()
                .statusCode(204);
    }

    @Test
    void rolesThatTheSubjectTokenLacksAreNotIssued() {
        String subject = subject(configureApp(false, Map.of()));
        assertThat(Tokens.claims(subject).getClaim("realm_access")).isNull();
        JWTClaimsSet issued = exchange(requester, subject).claims();
        assertThat(realmRoles(issued)).isEmpty();
        assertThat(issued.getClaim("resource_access")).isNull();
        assertThat(issued.getClaim("my_roles")).isNull();
    }

    @Test
    void introspectionDoesNotAddRolesEither() {
        String issued =
                exchange(requester, subject(configureApp(false, Map.of()))).token();
        Response introspection = realm.introspect("target1", issued);
        assertThat(introspection.<Boolean>path("active")).isTrue();
        assertThat(introspection.<Object>path("realm_access")).isNull();
        assertThat(introspection.<Object>path("my_roles")).isNull();
    }

    @Test
    void rolesOfTheSubjectTokenAreKept() {
        JWTClaimsSet issued =
                exchange(requester, subject(configureApp(true, Map.of()))).claims();
        assertThat(realmRoles(issued)).contains("boss", "clerk");
        assertThat((List<?>) issued.getClaim("my_roles")).map(String::valueOf).contains("boss", "clerk");
        assertThat(issued.getClaim("resource_access")).isEqualTo(Map.of("target1", Map.of("roles", List.of("reader"))));
    }

    @Test
    void rolesOfALightweightSubjectTokenAreLookedUp() {
        String subject = subject(configureApp(true, LIGHTWEIGHT));
        assertThat(Tokens.claims(subject).getClaim("realm_access")).isNull();
        assertThat(realmRoles(exchange(requester, subject).claims())).contains("boss", "clerk");
    }

    @Test
    void lightweightSubjectTokenWithoutRolesYieldsNone() {
        assertThat(realmRoles(exchange(requester, subject(configureApp(false, LIGHTWEIGHT)))
                        .claims()))
                .isEmpty();
    }

    @Test
    void lightweightTokenDoesNotGainRolesAtIntrospection() {
        String issued =
                exchange(lightRequester, subject(configureApp(false, Map.of()))).token();
        Response introspection = realm.introspect("target1", issued);
        assertThat(introspection.<Boolean>path("active")).isTrue();
        assertThat(introspection.<Object>path("realm_access")).isNull();
    }

    @Test
    void lightweightTokenKeepsItsRolesAtIntrospection() {
        String issued =
                exchange(lightRequester, subject(configureApp(true, Map.of()))).token();
        assertThat(realm.introspect("target1", issued).<List<String>>path("realm_access.roles"))
                .contains("boss", "clerk");
    }

    @Test
    void hardcodedRoleOfTheRequesterIsNotIssued() {
        String forger = requester(
                Map.of(), List.of(TestRealm.mapper("role", "oidc-hardcoded-role-mapper", Map.of("role", "boss"))));
        assertThat(realmRoles(
                        exchange(forger, subject(configureApp(false, Map.of()))).claims()))
                .isEmpty();
    }

    @Test
    void hardcodedRoleClaimOfTheRequesterIsNotIssued() {
        String forger = requester(
                Map.of(),
                List.of(
                        TestRealm.hardcoded("realm_access.roles", "{\"a\":1}"),
                        TestRealm.hardcoded("resource_access.target1.roles", "{\"a\":1}")));
        JWTClaimsSet issued =
                exchange(forger, subject(configureApp(false, Map.of()))).claims();
        assertThat(issued.getClaim("realm_access")).isNull();
        assertThat(issued.getClaim("resource_access")).isNull();
    }

    @Test
    void permitLimitsRoles() {
        JWTClaimsSet issued = exchange(requester, subject(configureApp(true, Map.of())))
                .audience("target2")
                .claims();
        assertThat(realmRoles(issued)).containsExactly("clerk");
    }

    @Test
    void idTokenHasNoMoreRolesThanTheSubjectToken() {
        JWTClaimsSet issued = exchange(requester, subject(configureApp(false, Map.of())))
                .requestedTokenType("id_token")
                .claims();
        assertThat(issued.getClaim("my_roles")).isNull();
    }

    @Test
    void refreshDoesNotAddRoles() {
        Response tokens = exchange(requester, subject(configureApp(false, Map.of())))
                .requestedTokenType("refresh_token")
                .send();
        String refreshed = accessToken(realm.token(
                requester, Map.of("grant_type", "refresh_token", "refresh_token", tokens.path("refresh_token"))));
        assertThat(realmRoles(Tokens.claims(refreshed))).isEmpty();
    }

    private static Map<String, Object> permit(String audience, List<String> roles) {
        return Map.of(
                "subject-clients",
                List.of("app"),
                "audiences",
                List.of(audience),
                "requested-token-types",
                List.of("access_token", "id_token", "refresh_token"),
                "roles",
                roles);
    }

    /** Reconfigures the client {@code app}, which the permits refer to by name, and returns its client ID. */
    private static String configureApp(boolean withRoles, Map<String, String> attributes) {
        Map<String, String> all = new HashMap<>(Map.of("client.use.lightweight.access.token.enabled", "false"));
        all.putAll(attributes);
        realm.update("app", Map.of("attributes", all));
        String app = realm.id("/clients?clientId=app");
        String scope = realm.get("/client-scopes").getString("find { it.name == 'roles' }.id");
        var request = new Admin(NotebookServer.get()).request();
        String path = "/" + realm.name() + "/clients/" + app + "/default-client-scopes/" + scope;
        (withRoles ? request.put(path) : request.delete(path)).then().statusCode(204);
        return "app";
    }

    private static String subject(String app) {
        return accessToken(realm.signIn(app, user, "openid read"));
    }

    private static Exchange exchange(String client, String subject) {
        return realm.exchange(client, subject).audience("target1");
    }

    private static String requester(Map<String, String> more, List<Map<String, Object>> mappers) {
        Map<String, String> attributes = new HashMap<>(more);
        attributes.put("standard.token.exchange.enabled", "true");
        attributes.put("standard.token.exchange.enableRefreshRequestedTokenType", "SAME_SESSION");
        Map<String, Object> own = TestRealm.mapper(
                "my roles",
                "oidc-usermodel-realm-role-mapper",
                Map.of(
                        "claim.name", "my_roles",
                        "jsonType.label", "String",
                        "multivalued", "true",
                        "access.token.claim", "true",
                        "id.token.claim", "true",
                        "introspection.token.claim", "true"));
        List<Map<String, Object>> all = new ArrayList<>(mappers);
        all.add(own);
        String client = realm.newClient(Map.of(
                "attributes",
                attributes,
                "serviceAccountsEnabled",
                true,
                "defaultClientScopes",
                List.of("basic", "roles"),
                "protocolMappers",
                all));
        Map<String, Object> audience = TestRealm.mapper(
                client,
                "oidc-audience-mapper",
                Map.of("included.client.audience", client, "access.token.claim", "true", "lightweight.claim", "true"));
        new Admin(NotebookServer.get())
                .create(
                        "/" + realm.name() + "/clients/" + realm.id("/clients?clientId=app")
                                + "/protocol-mappers/models",
                        audience);
        return client;
    }

    private static void addRealmRolesToTokens() {
        String scope = realm.get("/client-scopes").getString("find { it.name == 'roles' }.id");
        new Admin(NotebookServer.get())
                .create(
                        "/" + realm.name() + "/client-scopes/" + scope + "/protocol-mappers/models",
                        TestRealm.mapper(
                                "realm roles",
                                "oidc-usermodel-realm-role-mapper",
                                Map.of(
                                        "claim.name", "realm_access.roles",
                                        "jsonType.label", "String",
                                        "multivalued", "true",
                                        "access.token.claim", "true",
                                        "introspection.token.claim", "true")));
    }

    private static void createRole(String name) {
        new Admin(NotebookServer.get())
                .request()
                .body(Map.of("name", name))
                .post("/" + realm.name() + "/roles")
                .then()
                .statusCode(201);
    }

    private static void assignRealmRole(String role) {
        String id = realm.get("/roles/" + role).getString("id");
        addRoleMapping("/realm", Map.of("id", id, "name", role));
    }

    private static void assignClientRole(String client, String role) {
        String clientId = realm.id("/clients?clientId=" + client);
        addRoleMapping("/clients/" + clientId, Map.of("id", realm.id("/clients/" + clientId + "/roles"), "name", role));
    }

    private static void addRoleMapping(String path, Map<String, String> role) {
        String id = realm.id("/users?exact=true&username=" + user);
        new Admin(NotebookServer.get())
                .request()
                .body(List.of(role))
                .post("/" + realm.name() + "/users/" + id + "/role-mappings" + path)
                .then()
                .statusCode(204);
    }

    @SuppressWarnings("unchecked")
    private static List<String> realmRoles(JWTClaimsSet claims) {
        Map<String, List<String>> access = (Map<String, List<String>>) claims.getClaim("realm_access");
        return access == null ? List.of() : access.get("roles");
    }
}

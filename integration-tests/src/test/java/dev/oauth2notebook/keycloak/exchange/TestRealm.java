package dev.oauth2notebook.keycloak.exchange;

import static dev.oauth2notebook.keycloak.support.OAuth2.accessToken;
import static io.restassured.RestAssured.given;

import dev.oauth2notebook.keycloak.support.Admin;
import dev.oauth2notebook.keycloak.support.NotebookServer;
import dev.oauth2notebook.keycloak.support.Server;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A separate realm with small permits. Users sign in to {@code app} and similar clients; {@code svc}, {@code mid} and
 * others exchange tokens; {@code target1} and {@code target2} are audiences. The secret of every client is {@value
 * #SECRET}.
 */
final class TestRealm {

    static final String SECRET = "secret";
    static final String ATTRIBUTE = "token-exchange-policy";

    private static final String USER = "user";
    private static final String AGENT = "agent";

    /** Clients that users sign in to. */
    private static final List<String> APPS =
            List.of("app", "app2", "app-names-named", "app-names-sub", "desk", "app-bare", "app-light");

    /** Clients with token exchange enabled. */
    private static final List<String> REQUESTERS = List.of(
            "svc",
            "mid",
            "last",
            "support",
            "converter",
            "named",
            "wide",
            "other",
            "nopermit",
            "consenting",
            "bare",
            "light");

    private static final Map<String, String> LIGHTWEIGHT =
            Map.of("client.use.lightweight.access.token.enabled", "true");

    /** Permits by name. */
    static final Map<String, Map<String, Object>> PERMITS = permits();

    private static TestRealm shared;

    private final Server server;
    private final Admin admin;
    private final String name;

    private TestRealm(Server server, String name) {
        this.server = server;
        this.admin = new Admin(server);
        this.name = name;
    }

    /**
     * Returns the realm that is shared by tests that do not change it, except for adding users, clients and sessions.
     */
    static synchronized TestRealm shared() {
        if (shared == null) {
            shared = create(PERMITS, "enforced");
        }
        return shared;
    }

    /** Creates a realm for a single test or test class. */
    static TestRealm create(Map<String, ? extends Map<String, ?>> permits, String policy) {
        TestRealm realm = new TestRealm(NotebookServer.get(), newName());
        realm.tryToCreate(permits, policy).then().statusCode(201);
        return realm;
    }

    /** Tries to create a realm, and returns the response. */
    static Response create(Map<String, ? extends Map<String, ?>> permits) {
        return new TestRealm(NotebookServer.get(), newName()).tryToCreate(permits, "enforced");
    }

    /** Returns a realm that a server has imported. */
    static TestRealm imported(Server server, String name) {
        return new TestRealm(server, name);
    }

    private static String newName() {
        return "exchange-" + UUID.randomUUID();
    }

    private Response tryToCreate(Map<String, ? extends Map<String, ?>> permits, String policy) {
        return admin.request().body(representation(name, permits, policy)).post("");
    }

    String name() {
        return name;
    }

    String url(String path) {
        return server.localUrl() + "/realms/" + name + path;
    }

    /** Starts an exchange of a subject token by a client. */
    Exchange exchange(String client, String subjectToken) {
        return new Exchange(url("/oauth2/token"), client, SECRET, subjectToken);
    }

    /** Starts the simplest exchange that is permitted: by {@code svc} for {@code target1}. */
    Exchange exchange(String subjectToken) {
        return exchange("svc", subjectToken).audience("target1");
    }

    /** Creates a user, and returns the name. */
    String newUser(Map<String, ?> more) {
        String user = "user-" + UUID.randomUUID();
        Map<String, Object> representation = user(user);
        representation.putAll(more);
        admin.create("/" + name + "/users", representation);
        return user;
    }

    /** Signs a user in to a client in a new session. */
    Response signIn(String client, String scope) {
        return signIn(client, client.equals("desk") ? AGENT : USER, scope);
    }

    Response signIn(String client, String user, String scope) {
        return token(client, Map.of("grant_type", "password", "username", user, "password", SECRET, "scope", scope));
    }

    /** Returns the access token of a user who signed in to {@code app}. */
    String userToken(String scope) {
        return accessToken(signIn("app", scope));
    }

    /** Returns a client's own access token. */
    String ownToken(String client) {
        return accessToken(token(client, Map.of("grant_type", "client_credentials", "scope", "read")));
    }

    Response token(String client, Map<String, String> form) {
        return post("/oauth2/token", client, form);
    }

    Response introspect(String client, String token) {
        return post("/oauth2/introspect", client, Map.of("token", token));
    }

    void revoke(String client, String token) {
        post("/oauth2/revoke", client, Map.of("token", token)).then().statusCode(200);
    }

    Response post(String path, String client, Map<String, String> form) {
        return given().formParam("client_id", client)
                .formParam("client_secret", SECRET)
                .formParams(form)
                .post(url(path));
    }

    /** Creates a client and returns its client ID. */
    String newClient(Map<String, ?> more) {
        Map<String, Object> client = client("client-" + UUID.randomUUID());
        client.putAll(more);
        admin.create("/" + name + "/clients", client);
        return client.get("clientId").toString();
    }

    /** Creates an optional client scope of clients, which adds a claim of the given name. */
    void newOptionalScope(String scope, String claim, String... clients) {
        String id = admin.create("/" + name + "/client-scopes", scope(scope, true, List.of(hardcoded(claim, "yes"))));
        for (String client : clients) {
            admin.request()
                    .put("/" + name + "/clients/" + id("/clients?clientId=" + client) + "/optional-client-scopes/" + id)
                    .then()
                    .statusCode(204);
        }
    }

    void deleteClientScope(String scope) {
        String id = get("/client-scopes").getString("find { it.name == '" + scope + "' }.id");
        admin.request().delete("/" + name + "/client-scopes/" + id).then().statusCode(204);
    }

    /** Creates a client like {@code app}, to which users sign in, with a <i>May act</i> mapper. */
    void newApp(String clientId, Map<String, String> mayAct) {
        Map<String, Object> client = client(clientId);
        client.put("directAccessGrantsEnabled", true);
        client.put("defaultClientScopes", List.of("basic", "for-requesters", "roles"));
        client.put("protocolMappers", List.of(mapper("may act", "oauth2-may-act-mapper", mayAct)));
        admin.create("/" + name + "/clients", client);
    }

    /** Creates a role of a client. */
    void newClientRole(String clientId, String role) {
        admin.request()
                .body(Map.of("name", role))
                .post("/" + name + "/clients/" + id("/clients?clientId=" + clientId) + "/roles")
                .then()
                .statusCode(201);
    }

    /** Changes a client. */
    void update(String clientId, Map<String, ?> changes) {
        String id = id("/clients?clientId=" + clientId);
        Map<String, Object> client = new HashMap<>(get("/clients/" + id).getMap("$"));
        client.putAll(changes);
        admin.request().body(client).put("/" + name + "/clients/" + id).then().statusCode(204);
    }

    void deleteClient(String clientId) {
        admin.request()
                .delete("/" + name + "/clients/" + id("/clients?clientId=" + clientId))
                .then()
                .statusCode(204);
    }

    /** Returns a resource of the admin REST API by its path below the realm. */
    JsonPath get(String path) {
        return admin.request()
                .get("/" + name + path)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    /** Returns the ID of the first search result. */
    String id(String path) {
        return get(path).getString("[0].id");
    }

    /** Tries to save permits, each as a client profile of the same name. */
    Response savePermits(Map<String, ? extends Map<String, ?>> permits) {
        return admin.request()
                .body(Map.of("profiles", profiles(permits)))
                .put("/" + name + "/client-policies/profiles");
    }

    /** Saves a single client policy with one condition for the profile of the same name. */
    void savePolicy(String policy, String condition, Map<String, ?> configuration) {
        admin.request()
                .body(Map.of("policies", List.of(policy(policy, condition, configuration))))
                .put("/" + name + "/client-policies/policies")
                .then()
                .statusCode(204);
    }

    /** Makes a client an audience of all tokens of another client. */
    void newAudience(String client, String audience) {
        admin.request()
                .body(mapper(
                        audience,
                        "oidc-audience-mapper",
                        Map.of("included.client.audience", audience, "access.token.claim", "true")))
                .post("/" + name + "/clients/" + id("/clients?clientId=" + client) + "/protocol-mappers/models")
                .then()
                .statusCode(201);
    }

    /** Adds a client profile with an executor, and a policy of the same name that selects it for all clients. */
    void addExecutor(String profile, String executor, Map<String, ?> configuration) {
        saveProfile(profile, executor, configuration).then().statusCode(204);
        add("policies", policy(profile, "any-client", Map.of())).then().statusCode(204);
    }

    void addExecutor(String executor, Map<String, ?> configuration) {
        addExecutor(executor, executor, configuration);
    }

    /** Tries to add a client profile with one executor. */
    Response saveProfile(String profile, String executor, Map<String, ?> configuration) {
        return add(
                "profiles",
                Map.of(
                        "name",
                        profile,
                        "executors",
                        List.of(Map.of("executor", executor, "configuration", configuration))));
    }

    private Response add(String kind, Map<String, ?> element) {
        List<Object> elements = new ArrayList<>(get("/client-policies/" + kind).getList(kind));
        elements.add(element);
        return admin.request().body(Map.of(kind, elements)).put("/" + name + "/client-policies/" + kind);
    }

    /** Sets the realm attribute that enforces the policy. */
    void setPolicy(String value) {
        trySetPolicy(value).then().statusCode(204);
    }

    /** Tries to set the realm attribute that enforces the policy, and returns the response. */
    Response trySetPolicy(String value) {
        return admin.request()
                .body(Map.of("attributes", Map.of(ATTRIBUTE, value)))
                .put("/" + name);
    }

    /** Makes Keycloak save only events of the given types, some of which it does not save by default. */
    void saveEvents(String... types) {
        admin.request()
                .body(Map.of("eventsEnabled", true, "enabledEventTypes", List.of(types)))
                .put("/" + name + "/events/config")
                .then()
                .statusCode(204);
    }

    /** Returns the newest event of a type and a client. */
    Map<String, Object> event(String type, String client) {
        return get("/events?type=" + type + "&client=" + client).getMap("[0]");
    }

    /** Keycloak's default keys but the one for encryption, because generating an RSA key takes long. */
    private static List<Map<String, Object>> keys() {
        return List.of(
                key("rsa-generated", Map.of()),
                key("hmac-generated", Map.of("algorithm", List.of("HS512"))),
                key("aes-generated", Map.of()));
    }

    private static Map<String, Object> key(String provider, Map<String, Object> configuration) {
        return Map.of("name", provider, "providerId", provider, "config", configuration);
    }

    /** Returns the representation of a realm with clients and permits for import. */
    static Map<String, Object> representation(
            String realm, Map<String, ? extends Map<String, ?>> permits, String policy) {
        Map<String, Object> representation = new LinkedHashMap<>();
        representation.put("realm", realm);
        representation.put("enabled", true);
        representation.put("eventsEnabled", true);
        representation.put("accessTokenLifespan", 900);
        representation.put(
                "attributes", policy == null ? Map.of() : Map.of(ATTRIBUTE, policy, "api-audience", "target1"));
        representation.put("clientScopes", clientScopes());
        representation.put("clients", clients());
        representation.put(
                "users",
                Stream.of(USER, AGENT)
                        .map(TestRealm::user)
                        .peek(user -> user.put("realmRoles", List.of("default-roles-" + realm)))
                        .toList());
        representation.put("components", Map.of("org.keycloak.keys.KeyProvider", keys()));
        representation.put("roles", Map.of("client", roles()));
        representation.put("clientProfiles", Map.of("profiles", profiles(permits)));
        representation.put(
                "clientPolicies",
                Map.of(
                        "policies",
                        permits.keySet().stream()
                                .map(permit -> policy(permit, "any-client", Map.of()))
                                .toList()));
        return representation;
    }

    private static Map<String, Object> user(String username) {
        return new HashMap<>(Map.of(
                "username",
                username,
                "enabled",
                true,
                "email",
                username + "@example.org",
                "firstName",
                "Test",
                "lastName",
                "User",
                "realmRoles",
                List.of("offline_access"),
                "credentials",
                List.of(Map.of("type", "password", "value", SECRET))));
    }

    private static Map<String, Map<String, Object>> permits() {
        Map<String, Map<String, Object>> permits = new LinkedHashMap<>();
        permits.put(
                "call",
                Map.of(
                        "requesters", List.of("svc"),
                        "subject-clients", List.of("app", "svc"),
                        "audiences", List.of("target1", "target2", "mid", "support", "converter"),
                        "scopes", List.of("openid", "read"),
                        "actor", "optional",
                        "max-lifetime", 120));
        permits.put(
                "chain",
                Map.of(
                        "requesters",
                        List.of("mid"),
                        "subject-clients",
                        List.of("app", "svc"),
                        "audiences",
                        List.of("target1", "last"),
                        "actor",
                        "optional",
                        "max-depth",
                        2,
                        "max-lifetime",
                        600));
        permits.put(
                "end",
                Map.of(
                        "requesters",
                        List.of("last"),
                        "subject-clients",
                        List.of("mid", "last"),
                        "audiences",
                        List.of("target1", "last"),
                        "actor",
                        "optional",
                        "max-depth",
                        2,
                        "max-lifetime",
                        600));
        permits.put(
                "appear",
                Map.of(
                        "requesters", List.of("support"),
                        "subject-clients", List.of("app", "svc"),
                        "audiences", List.of("target1"),
                        "actor", "required",
                        "actor-clients", List.of("desk", "other"),
                        "acting", "impersonation",
                        "max-lifetime", 60));
        permits.put(
                "convert",
                Map.of(
                        "requesters", List.of("converter"),
                        "subject-clients", List.of("app", "svc"),
                        "audiences", List.of("target1", "target2"),
                        "requested-token-types", List.of("access_token", "jwt", "id_token", "refresh_token"),
                        "actor", "optional"));
        permits.put(
                "named",
                Map.of(
                        "requesters", List.of("named"),
                        "subject-clients", List.of("app", "app-names-named", "app-names-sub"),
                        "audiences", List.of("target1"),
                        "actor", "optional",
                        "require-may-act", true));
        permits.put(
                "unnamed",
                Map.of(
                        "requesters", List.of("wide"),
                        "subject-clients", List.of("app", "app-names-named"),
                        "audiences", List.of("target1", "target2"),
                        "require-audience", false,
                        "actor", "optional"));
        permits.put(
                "of-another",
                Map.of(
                        "requesters", List.of("other"),
                        "subject-clients", List.of("app2"),
                        "audiences", List.of("target3")));
        permits.put(
                "spare",
                Map.of(
                        "requesters", List.of("bare", "light"),
                        "subject-clients", List.of("app", "app-bare", "app-light", "bare", "light"),
                        "audiences", List.of("target1"),
                        "actor", "optional"));
        permits.put(
                "consenting",
                Map.of(
                        "requesters", List.of("consenting"),
                        "subject-clients", List.of("app"),
                        "audiences", List.of("target1")));
        return permits;
    }

    private static Map<String, Object> policy(String name, String condition, Map<String, ?> configuration) {
        return Map.of(
                "name",
                name,
                "enabled",
                true,
                "conditions",
                List.of(Map.of("condition", condition, "configuration", configuration)),
                "profiles",
                List.of(name));
    }

    private static List<Map<String, Object>> profiles(Map<String, ? extends Map<String, ?>> permits) {
        return permits.entrySet().stream()
                .map(permit -> Map.<String, Object>of(
                        "name",
                        permit.getKey(),
                        "executors",
                        List.of(Map.of("executor", "token-exchange-permit", "configuration", permit.getValue()))))
                .toList();
    }

    private static List<Map<String, Object>> clients() {
        List<Map<String, Object>> clients = new ArrayList<>();
        for (String app : APPS) {
            Map<String, Object> client = client(app);
            client.put("directAccessGrantsEnabled", true);
            client.put(
                    "defaultClientScopes",
                    app.equals("app-bare") ? List.of("for-requesters") : List.of("basic", "for-requesters", "roles"));
            client.put("attributes", app.equals("app-light") ? LIGHTWEIGHT : Map.of());
            clients.add(client);
        }
        mayAct(clients.get(2), false);
        mayAct(clients.get(3), true);
        for (String requester : REQUESTERS) {
            Map<String, Object> client = client(requester);
            client.put("serviceAccountsEnabled", true);
            Map<String, String> attributes = new HashMap<>(requester.equals("light") ? LIGHTWEIGHT : Map.of());
            attributes.put("standard.token.exchange.enabled", "true");
            client.put("attributes", attributes);
            client.put(
                    "defaultClientScopes",
                    requester.equals("bare")
                            ? List.of("for-requesters")
                            : List.of("basic", "for-requesters", "roles", "extra"));
            client.put("consentRequired", requester.equals("consenting"));
            clients.add(client);
        }
        Map<String, Object> converter = clients.get(APPS.size() + REQUESTERS.indexOf("converter"));
        converter.put(
                "attributes",
                Map.of(
                        "standard.token.exchange.enabled", "true",
                        "standard.token.exchange.enableRefreshRequestedTokenType", "SAME_SESSION"));
        converter.put("defaultClientScopes", List.of("basic", "for-requesters", "roles", "extra", "offline_access"));
        converter.put("optionalClientScopes", List.of("read", "write"));
        Map<String, Object> noSwitch = client("noswitch");
        noSwitch.put("serviceAccountsEnabled", true);
        clients.add(noSwitch);
        Map<String, Object> open = client("public");
        open.put("publicClient", true);
        open.put("attributes", Map.of("standard.token.exchange.enabled", "true"));
        clients.add(open);
        for (String target : List.of("target1", "target2", "target3")) {
            clients.add(client(target));
        }
        return clients;
    }

    private static Map<String, Object> client(String clientId) {
        Map<String, Object> client = new HashMap<>();
        client.put("clientId", clientId);
        client.put("enabled", true);
        client.put("secret", SECRET);
        client.put("standardFlowEnabled", false);
        client.put("fullScopeAllowed", true);
        client.put("defaultClientScopes", List.of("basic", "for-requesters"));
        client.put("optionalClientScopes", List.of("read", "write", "offline_access"));
        return client;
    }

    private static void mayAct(Map<String, Object> client, boolean withSub) {
        client.put(
                "protocolMappers",
                List.of(mapper(
                        "may act",
                        "oauth2-may-act-mapper",
                        Map.of("may-act.client", "named", "may-act.sub", String.valueOf(withSub)))));
    }

    private static List<Map<String, Object>> clientScopes() {
        List<Map<String, Object>> audiences = new ArrayList<>();
        for (String requester : REQUESTERS) {
            audiences.add(mapper(
                    requester,
                    "oidc-audience-mapper",
                    Map.of(
                            "included.client.audience", requester,
                            "access.token.claim", "true",
                            "lightweight.claim", "true",
                            "introspection.token.claim", "true")));
        }
        audiences.add(mapper(
                "noswitch",
                "oidc-audience-mapper",
                Map.of("included.client.audience", "noswitch", "access.token.claim", "true")));
        return List.of(
                scope(
                        "basic",
                        false,
                        List.of(mapper(
                                "sub",
                                "oidc-sub-mapper",
                                Map.of("access.token.claim", "true", "introspection.token.claim", "true")))),
                scope("for-requesters", false, audiences),
                scope(
                        "roles",
                        false,
                        List.of(
                                mapper(
                                        "client roles",
                                        "oidc-usermodel-client-role-mapper",
                                        Map.of(
                                                "claim.name", "resource_access.${client_id}.roles",
                                                "jsonType.label", "String",
                                                "multivalued", "true",
                                                "access.token.claim", "true",
                                                "introspection.token.claim", "true")),
                                mapper(
                                        "audience resolve",
                                        "oidc-audience-resolve-mapper",
                                        Map.of("access.token.claim", "true", "introspection.token.claim", "true")))),
                scope("extra", true, List.of(hardcoded("extra", "yes"))),
                scope("read", true, List.of()),
                scope("write", true, List.of(hardcoded("writer", "yes"))),
                scope("offline_access", true, List.of()));
    }

    static Map<String, Object> hardcoded(String claim, String value) {
        return mapper(
                claim,
                "oidc-hardcoded-claim-mapper",
                Map.of(
                        "claim.name",
                        claim,
                        "claim.value",
                        value,
                        "jsonType.label",
                        value.startsWith("{") ? "JSON" : "String",
                        "access.token.claim",
                        "true",
                        "id.token.claim",
                        "true",
                        "introspection.token.claim",
                        "true"));
    }

    static Map<String, Object> mapper(String name, String type, Map<String, String> config) {
        return Map.of("name", name, "protocol", "openid-connect", "protocolMapper", type, "config", config);
    }

    private static Map<String, Object> scope(String name, boolean inToken, List<Map<String, Object>> mappers) {
        return Map.of(
                "name",
                name,
                "protocol",
                "openid-connect",
                "attributes",
                Map.of("include.in.token.scope", String.valueOf(inToken)),
                "protocolMappers",
                mappers);
    }

    private static Map<String, Object> roles() {
        Map<String, Object> roles = new HashMap<>();
        for (String target : List.of("target1", "target2", "target3")) {
            roles.put(target, List.of(Map.of("name", "reader")));
        }
        return roles;
    }
}

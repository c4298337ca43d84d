package dev.oauth2notebook.keycloak.exchange;

import static io.restassured.RestAssured.given;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.oauth2notebook.keycloak.support.Jose;
import dev.oauth2notebook.keycloak.support.NotebookServer;
import dev.oauth2notebook.keycloak.support.OAuth2;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A permit without {@code requesters} is for the clients that a single condition selects, however they authenticate.
 */
@ExtendWith(NotebookServer.class)
class PermitConditionIT {

    private static final String SECRET = "s".repeat(32);

    private static final Map<String, Object> SELECTED = Map.of("tag", "x");

    private static final Jose KEY = new Jose();

    private static TestRealm realm;
    private static final Map<String, String> selected = new HashMap<>();
    private static final Map<String, String> others = new HashMap<>();

    /** Client authentication (RFC 6749 §2.3.1, OpenID Connect Core §9) by the name of its method. */
    private static final Map<String, Function<String, RequestSpecification>> METHODS = Map.of(
            "client_secret_post",
            client -> given().formParam("client_id", client).formParam("client_secret", SECRET),
            "client_secret_basic",
            client -> given().auth().preemptive().basic(client, SECRET),
            "client_secret_jwt",
            client -> assertion(hmac(client)),
            "private_key_jwt",
            client -> assertion(KEY.clientAssertion(client, realm.url(""))));

    @BeforeAll
    static void realm() {
        realm = TestRealm.create(Map.of(), "enforced");
        for (String method : METHODS.keySet()) {
            selected.put(method, client(method, true));
            others.put(method, client(method, false));
        }
        List<String> all = Stream.concat(selected.values().stream(), others.values().stream())
                .toList();
        realm.savePermits(Map.of("chosen", Map.of("subject-clients", all, "audiences", List.of("target1"))))
                .then()
                .statusCode(204);
    }

    static Stream<Arguments> conditions() {
        return Stream.of(
                Arguments.of("client-attributes", Map.of("attributes", "[{\"key\":\"tag\",\"value\":\"x\"}]")),
                Arguments.of("client-roles", Map.of("roles", List.of("exchanger"))),
                Arguments.of("client-scopes", Map.of("type", "Default", "scopes", List.of("extra"))),
                Arguments.of("client-scopes", Map.of("type", "Any", "scopes", List.of("extra"))));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("conditions")
    void conditionSelectsClients(String condition, Map<String, ?> configuration) {
        realm.savePolicy("chosen", condition, configuration);
        for (String method : METHODS.keySet()) {
            exchange(method, selected.get(method), Map.of()).then().statusCode(200);
            Tokens.assertRefused(exchange(method, others.get(method), Map.of()), "unauthorized_client");
            // Nothing in the request can make the condition select the client.
            Tokens.assertRefused(exchange(method, others.get(method), Map.of("scope", "extra")), "unauthorized_client");
        }
    }

    static Stream<Arguments> conditionsThatSelectNoClient() {
        return Stream.of(
                Arguments.of("client-type", Map.of("protocol", "saml")),
                Arguments.of("client-access-type", Map.of("type", List.of("public"))),
                Arguments.of("client-roles", Map.of()),
                Arguments.of("client-attributes", Map.of()),
                Arguments.of("client-updater-context", Map.of("update-client-source", List.of("ByAuthenticatedUser"))));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("conditionsThatSelectNoClient")
    void conditionSelectsNoClient(String condition, Map<String, ?> configuration) {
        realm.savePolicy("chosen", condition, configuration);
        for (String method : METHODS.keySet()) {
            Tokens.assertRefused(exchange(method, selected.get(method), Map.of()), "unauthorized_client");
        }
    }

    @ParameterizedTest
    @MethodSource("protocols")
    void conditionSelectsByProtocolAndAccessType(String condition, Map<String, ?> configuration) {
        realm.savePolicy("chosen", condition, configuration);
        for (String method : METHODS.keySet()) {
            exchange(method, selected.get(method), Map.of()).then().statusCode(200);
        }
    }

    static Stream<Arguments> protocols() {
        return Stream.of(
                Arguments.of("client-type", Map.of("protocol", "openid-connect")),
                Arguments.of("client-access-type", Map.of("type", List.of("confidential"))));
    }

    private static Response exchange(String method, String client, Map<String, String> more) {
        String own = send(method, client, Map.of("grant_type", "client_credentials"))
                .then()
                .statusCode(200)
                .extract()
                .path("access_token");
        Map<String, String> form = new HashMap<>(more);
        form.put("grant_type", OAuth2.TOKEN_EXCHANGE);
        form.put("subject_token", own);
        form.put("subject_token_type", OAuth2.ACCESS_TOKEN_TYPE);
        form.put("audience", "target1");
        return send(method, client, form);
    }

    private static Response send(String method, String client, Map<String, String> form) {
        return METHODS.get(method).apply(client).formParams(form).post(realm.url("/oauth2/token"));
    }

    private static RequestSpecification assertion(String assertion) {
        return given().formParam("client_assertion", assertion).formParam("client_assertion_type", Jose.ASSERTION_TYPE);
    }

    private static String hmac(String client) {
        try {
            SignedJWT jwt = new SignedJWT(
                    new JWSHeader(JWSAlgorithm.HS256),
                    new JWTClaimsSet.Builder()
                            .issuer(client)
                            .subject(client)
                            .audience(realm.url(""))
                            .jwtID(UUID.randomUUID().toString())
                            .issueTime(new Date())
                            .expirationTime(Date.from(Instant.now().plusSeconds(60)))
                            .build());
            jwt.sign(new MACSigner(SECRET));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String client(String method, boolean isSelected) {
        Map<String, Object> attributes = new HashMap<>(isSelected ? SELECTED : Map.of("tag", "y"));
        attributes.put("standard.token.exchange.enabled", "true");
        String authenticator = "client-secret";
        if (method.equals("client_secret_jwt")) {
            authenticator = "client-secret-jwt";
        } else if (method.equals("private_key_jwt")) {
            authenticator = "client-jwt";
            attributes.putAll(Map.of("use.jwks.string", "true", "jwks.string", KEY.jwks()));
            attributes.put("token.endpoint.auth.signing.alg", "ES256");
        }
        String client = realm.newClient(Map.of(
                "secret",
                SECRET,
                "serviceAccountsEnabled",
                true,
                "clientAuthenticatorType",
                authenticator,
                "attributes",
                attributes,
                "defaultClientScopes",
                isSelected ? List.of("basic", "extra") : List.of("basic")));
        if (isSelected) {
            realm.newClientRole(client, "exchanger");
        }
        return client;
    }
}

package dev.oauth2notebook.keycloak.endpoint;

import static com.jayway.jsonpath.matchers.JsonPathMatchers.hasJsonPath;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.oauth2notebook.keycloak.support.Admin;
import dev.oauth2notebook.keycloak.support.Jose;
import dev.oauth2notebook.keycloak.support.NotebookServer;
import dev.oauth2notebook.keycloak.support.OAuth2;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Client assertions (RFC 7523 §3) with URLs from the metadata of a mount as audience; refused ones come first. */
@ExtendWith(NotebookServer.class)
class ClientAssertionIT {

    private static final String REALM_MOUNT = "/realms/notebook/oauth2";
    private static final String NATIVE = "/realms/notebook/protocol/openid-connect";
    private static final String SECRET = "a-secret-of-this-test-that-is-long-enough-for-hs256";
    private static final Jose JOSE = new Jose();
    private static final OAuth2 OAUTH = new OAuth2(NotebookServer.get());

    private static String keyClient;
    private static String secretClient;

    @BeforeAll
    static void prepare() {
        Admin admin = new Admin(NotebookServer.get());
        keyClient = admin.newKeyClient(JOSE.jwks());
        secretClient = "client-" + UUID.randomUUID();
        admin.create(
                "/notebook/clients",
                Map.of(
                        "clientId",
                        secretClient,
                        "secret",
                        SECRET,
                        "serviceAccountsEnabled",
                        true,
                        "standardFlowEnabled",
                        true,
                        "redirectUris",
                        List.of("https://app.example/callback"),
                        "clientAuthenticatorType",
                        "client-secret-jwt"));
    }

    @ParameterizedTest
    @CsvSource({
        // the other mount's URLs
        "/token, /realms/notebook/oauth2/token",
        "/realms/notebook/oauth2/token, /token",
        // Keycloak's own path accepts no URL of a mount
        "/realms/notebook/protocol/openid-connect/token, /token",
        "/realms/notebook/protocol/openid-connect/token, /realms/notebook/oauth2/token",
        // URLs of another realm
        "/token, /realms/master/oauth2/token",
        "/token, /realms/master/protocol/openid-connect/token",
        // endpoints whose URL Keycloak does not accept either
        "/token, /userinfo",
        "/token, /revoke",
        "/token, /device_authorization",
        "/token, /auth",
        "/token, ''",
        "/token, /",
        // near misses
        "/token, /token/",
        "/token, /token?x=1",
        "/token, /Token",
    })
    void otherAudienceIsRefused(String path, String audience) {
        assertRefused(token(path, JOSE.clientAssertion(keyClient, OAUTH.url(audience))));
    }

    @Test
    void urlOfAnotherServerIsRefused() {
        assertRefused(token("/token", JOSE.clientAssertion(keyClient, "https://evil.example/token")));
    }

    @Test
    void keyOfAnotherClientIsRefused() {
        assertRefused(token("/token", new Jose().clientAssertion(keyClient, OAUTH.url("/token"))));
    }

    @ParameterizedTest
    @CsvSource({
        "/token, /token",
        "/token, /realms/notebook/oauth2/token",
        "/token, /realms/notebook/protocol/openid-connect/token",
        "/realms/notebook/oauth2/token, /token",
    })
    void assertionIsAcceptedOnlyOnceAcrossAllPaths(String first, String second) {
        String assertion = JOSE.clientAssertion(keyClient, OAUTH.url(first));
        token(first, assertion).then().statusCode(200);
        assertRefused(token(second, assertion));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", REALM_MOUNT})
    void privateKeyJwtMayHaveAnyUrlOfTheRequestedMountAsAudience(String mount) {
        for (String endpoint : new String[] {"/token", "/introspect", "/par"}) {
            String audience = OAUTH.url(mount + endpoint);
            token(mount + "/token", JOSE.clientAssertion(keyClient, audience))
                    .then()
                    .statusCode(200);
            post(mount + "/introspect", JOSE.clientAssertion(keyClient, audience), Map.of("token", "x"))
                    .then()
                    .statusCode(200)
                    .body(hasJsonPath("$.active", equalTo(false)));
            post(mount + "/revoke", JOSE.clientAssertion(keyClient, audience), Map.of("token", "x"))
                    .then()
                    .statusCode(200);
        }
    }

    /** RFC 9126 §2: the issuer, the token endpoint and the endpoint itself must be accepted. */
    @ParameterizedTest
    @CsvSource({
        "'', /par",
        "'', /token",
        "'', /realms/notebook",
        REALM_MOUNT + ", " + REALM_MOUNT + "/par",
        REALM_MOUNT + ", " + REALM_MOUNT + "/token",
        REALM_MOUNT + ", /realms/notebook",
    })
    void pushedRequestAcceptsTheAudiencesThatTheRfcRequires(String mount, String audience) {
        post(
                        mount + "/par",
                        secretAssertion(OAUTH.url(audience)),
                        Map.of(
                                "response_type", "code",
                                "scope", "openid",
                                "redirect_uri", "https://app.example/callback"))
                .then()
                .statusCode(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", REALM_MOUNT})
    void clientSecretJwtMayHaveTheTokenUrlOfTheRequestedMountAsAudience(String mount) {
        String assertion = secretAssertion(OAUTH.url(mount + "/token"));
        token(mount + "/token", assertion).then().statusCode(200);
        assertRefused(token(mount + "/token", assertion));
        assertRefused(token(NATIVE + "/token", secretAssertion(OAUTH.url(mount + "/token"))));
    }

    private static Response token(String path, String assertion) {
        return post(path, assertion, Map.of("grant_type", "client_credentials"));
    }

    private static Response post(String path, String assertion, Map<String, String> parameters) {
        Map<String, String> form = new LinkedHashMap<>(parameters);
        form.put("client_assertion_type", Jose.ASSERTION_TYPE);
        form.put("client_assertion", assertion);
        return OAUTH.post(path, form);
    }

    private static void assertRefused(Response response) {
        assertThat(response.statusCode()).isBetween(400, 401);
        response.then().body(hasJsonPath("$.error", equalTo("invalid_client")));
    }

    private static String secretAssertion(String audience) {
        Instant now = Instant.now();
        SignedJWT jwt = new SignedJWT(
                new JWSHeader(JWSAlgorithm.HS256),
                new JWTClaimsSet.Builder()
                        .issuer(secretClient)
                        .subject(secretClient)
                        .audience(audience)
                        .jwtID(UUID.randomUUID().toString())
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plusSeconds(30)))
                        .build());
        try {
            jwt.sign(new MACSigner(SECRET));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return jwt.serialize();
    }
}

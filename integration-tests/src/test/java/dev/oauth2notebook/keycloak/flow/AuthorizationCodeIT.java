package dev.oauth2notebook.keycloak.flow;

import static com.jayway.jsonpath.matchers.JsonPathMatchers.hasJsonPath;
import static com.jayway.jsonpath.matchers.JsonPathMatchers.hasNoJsonPath;
import static dev.oauth2notebook.keycloak.flow.Responses.assertGranted;
import static dev.oauth2notebook.keycloak.flow.Responses.assertInactive;
import static dev.oauth2notebook.keycloak.flow.Responses.assertRefused;
import static dev.oauth2notebook.keycloak.flow.Responses.claims;
import static dev.oauth2notebook.keycloak.flow.Responses.lifetime;
import static dev.oauth2notebook.keycloak.support.OAuth2.accessToken;
import static dev.oauth2notebook.keycloak.support.OAuth2.with;
import static dev.oauth2notebook.keycloak.support.OAuth2.without;
import static dev.oauth2notebook.keycloak.support.Poll.until;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.oauth2notebook.keycloak.support.Admin;
import dev.oauth2notebook.keycloak.support.NotebookServer;
import dev.oauth2notebook.keycloak.support.OAuth2;
import dev.oauth2notebook.keycloak.support.Person;
import dev.oauth2notebook.keycloak.support.Urls;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The code grant at {@code /token} (RFC 6749 §4.1.3, RFC 7636 §4.6, OpenID Connect Core §3.1.3); refused requests come
 * first.
 */
@ExtendWith(NotebookServer.class)
class AuthorizationCodeIT {

    private final OAuth2 oauth = new OAuth2(NotebookServer.get());
    private final Admin admin = new Admin(NotebookServer.get());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXX", // another verifier
                "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM", // the challenge itself
                "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjX", // too short
                "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk=", // not in the alphabet of RFC 7636 §4.1
                "",
            })
    void wrongVerifierIsInvalidGrant(String verifier) {
        assertRefused(redeem(with(codeRequest(), "code_verifier", verifier)), 400, "invalid_grant");
    }

    @Test
    void missingVerifierIsInvalidGrant() {
        assertRefused(redeem(without(codeRequest(), "code_verifier")), 400, "invalid_grant");
    }

    @Test
    void wrongVerifierConsumesTheCode() {
        Map<String, String> request = codeRequest();
        assertRefused(redeem(with(request, "code_verifier", "x".repeat(43))), 400, "invalid_grant");
        assertRefused(redeem(request), 400, "invalid_grant");
    }

    /** RFC 6749 §4.1.2: tokens that were issued for a code are revoked when it is used again. */
    @Test
    void replayedCodeIsInvalidGrantAndRevokesItsTokens() {
        Map<String, String> request = codeRequest();
        Response tokens = redeem(request);
        String token = accessToken(tokens);
        String refreshToken = tokens.path("refresh_token");
        assertRefused(redeem(request), 400, "invalid_grant");
        assertInactive(oauth.post("/introspect", with(oauth.as("backend"), "token", token)));
        given().auth().oauth2(token).get(oauth.url("/userinfo")).then().statusCode(401);
        Map<String, String> refresh = with(oauth.as("frontend"), "grant_type", "refresh_token");
        assertRefused(redeem(with(refresh, "refresh_token", refreshToken)), 400, "invalid_grant");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example/callback", "{callback}/", "{callback}?more=1", "com.example:/", ""})
    void wrongRedirectUriIsInvalidGrant(String pattern) {
        Map<String, String> request = codeRequest();
        String uri = pattern.replace("{callback}", request.get("redirect_uri"));
        assertRefused(redeem(with(request, "redirect_uri", uri)), 400, "invalid_grant");
    }

    @Test
    void missingRedirectUriIsInvalidGrant() {
        assertRefused(redeem(without(codeRequest(), "redirect_uri")), 400, "invalid_grant");
    }

    @Test
    void missingCodeIsInvalidRequest() {
        assertRefused(redeem(without(oauth.codeRequest("none"), "code")), 400, "invalid_request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "garbage", "a.b.c", "../../etc/passwd", "' OR '1'='1"})
    void unknownCodeIsInvalidGrant(String code) {
        assertRefused(redeem(oauth.codeRequest(code)), 400, "invalid_grant");
    }

    /** Keycloak treats it as a replay, because the code names its session. */
    @Test
    void alteredCodeIsInvalidGrantAndInvalidatesTheOriginal() {
        Map<String, String> request = codeRequest();
        String code = request.get("code");
        String altered = (code.charAt(0) == '0' ? '1' : '0') + code.substring(1);
        assertRefused(redeem(with(request, "code", altered)), 400, "invalid_grant");
        assertRefused(redeem(request), 400, "invalid_grant");
    }

    /**
     * Includes {@code backend} and {@code tv}, which may not use the code flow at all and so get no codes themselves.
     */
    @ParameterizedTest
    @ValueSource(strings = {"backend", "mobile", "tv", "downstream-service"})
    void codeOfAnotherClientIsInvalidGrantAndConsumed(String thief) {
        Map<String, String> request = codeRequest();
        Map<String, String> stolen = new LinkedHashMap<>(request);
        stolen.remove("client_secret");
        stolen.putAll(credentials(thief));
        assertRefused(redeem(stolen), 400, "invalid_grant");
        assertRefused(redeem(request), 400, "invalid_grant");
    }

    @Test
    void codeOfADisabledUserIsInvalidGrant() {
        String name = Accounts.create(admin, "secret");
        Map<String, String> request = codeRequest(new Person(name, "secret"));
        Accounts.disable(admin, name);
        assertRefused(redeem(request), 400, "invalid_grant");
    }

    @Test
    void codeOfAnEndedSessionIsInvalidGrant() {
        String name = Accounts.create(admin, "secret");
        Map<String, String> request = codeRequest(new Person(name, "secret"));
        Accounts.signOut(admin, name);
        assertRefused(redeem(request), 400, "invalid_grant");
    }

    @Test
    void codeWithRevokedConsentIsInvalidGrant() {
        String name = Accounts.create(admin, "secret");
        Map<String, String> request = codeRequest(new Person(name, "secret"));
        Accounts.revokeConsent(admin, name, "frontend");
        assertRefused(redeem(request), 400, "invalid_grant");
    }

    /** Uses a realm in which codes and access tokens live for one second, and waits for tokens to expire. */
    @Test
    void expiredCodeIsInvalidGrant() {
        String realm = "short-" + UUID.randomUUID();
        String callback = oauth.url("/callback");
        admin.request()
                .body(Map.of(
                        "realm",
                        realm,
                        "enabled",
                        true,
                        "accessCodeLifespan",
                        1,
                        "accessTokenLifespan",
                        1,
                        "clients",
                        List.of(Map.of("clientId", "app", "publicClient", true, "redirectUris", List.of(callback))),
                        "users",
                        List.of(Map.of(
                                "username", "user",
                                "enabled", true,
                                "email", "user@example.org",
                                "firstName", "Test",
                                "lastName", "User",
                                "credentials", List.of(Map.of("type", "password", "value", "secret"))))))
                .post("")
                .then()
                .statusCode(201);
        String mount = "/realms/" + realm + "/oauth2";
        String url = Urls.query(
                oauth.url(mount + "/auth"),
                Map.of("client_id", "app", "redirect_uri", callback, "response_type", "code", "scope", "openid"));
        Person person = new Person("user", "secret");
        Map<String, String> request =
                Map.of("client_id", "app", "grant_type", "authorization_code", "redirect_uri", callback);
        String expired = person.signIn(url, callback).parameter("code");
        // Times are in whole seconds, so the code has certainly expired only after two token lifetimes.
        for (int life = 0; life < 2; life++) {
            String fresh = person.signIn(url, callback).parameter("code");
            String token = accessToken(oauth.post(mount + "/token", with(request, "code", fresh)));
            until(
                    () -> given().auth()
                            .oauth2(token)
                            .get(oauth.url(mount + "/userinfo"))
                            .statusCode(),
                    status -> status == 401);
        }
        assertRefused(oauth.post(mount + "/token", with(request, "code", expired)), 400, "invalid_grant");
        admin.request().delete("/" + realm).then().statusCode(204);
    }

    @Test
    void tokenResponseIsComplete() {
        assertGranted(redeem(codeRequest(admin.newPerson(), "openid profile email api:read")))
                .body(hasJsonPath("$.expires_in", lifetime(300)))
                .body(hasJsonPath("$.refresh_token", notNullValue()))
                .body(hasJsonPath("$.refresh_expires_in", lifetime(1800)))
                .body(hasJsonPath("$.id_token", notNullValue()));
    }

    @Test
    void accessTokenContainsWhatWasGranted() {
        Response tokens = redeem(codeRequest(admin.newPerson(), "openid profile api:read"));
        JWTClaimsSet claims = claims(accessToken(tokens));
        String scope = tokens.path("scope");
        assertThat(scope.split(" ")).containsExactlyInAnyOrder("openid", "profile", "api:read");
        assertThat(claims.getClaim("scope")).isEqualTo(scope);
        assertThat(claims.getIssuer()).isEqualTo(issuer());
        assertThat(claims.getAudience()).containsExactly("backend");
        assertThat(claims.getClaim("azp")).isEqualTo("frontend");
        assertThat(claims.getSubject()).isNotEmpty();
        assertThat(claims.getJWTID()).isNotEmpty();
    }

    /** OpenID Connect Core §3.1.3.7, with the keys at {@code /jwks}. */
    @Test
    void idTokenIsSignedForTheClientAndContainsTheNonce()
            throws IOException, JOSEException, NoSuchAlgorithmException, ParseException {
        String nonce = UUID.randomUUID().toString();
        Map<String, String> authorization = with(oauth.authorizationRequest("openid profile email"), "nonce", nonce);
        Response tokens = redeem(oauth.codeRequest(
                oauth.authorize(admin.newPerson(), authorization).parameter("code")));
        SignedJWT idToken = SignedJWT.parse(tokens.path("id_token"));
        var key = JWKSet.load(URI.create(oauth.url("/jwks")).toURL())
                .getKeyByKeyId(idToken.getHeader().getKeyID());
        assertThat(idToken.getHeader().getAlgorithm()).isEqualTo(JWSAlgorithm.RS256);
        assertThat(idToken.verify(new RSASSAVerifier(key.toRSAKey()))).isTrue();
        JWTClaimsSet claims = idToken.getJWTClaimsSet();
        assertThat(claims.getIssuer()).isEqualTo(issuer());
        assertThat(claims.getAudience()).containsExactly("frontend");
        assertThat(claims.getClaim("azp")).isEqualTo("frontend");
        assertThat(claims.getClaim("nonce")).isEqualTo(nonce);
        assertThat(claims.getExpirationTime()).isAfter(Date.from(Instant.now()));
        assertThat(claims.getClaim("auth_time")).isNotNull();
        assertThat(claims.getClaim("name")).isEqualTo("Test User");
        assertThat(claims.getClaim("email")).asString().endsWith("@example.org");
        assertThat(claims.getClaim("at_hash")).isEqualTo(leftHalfOfSha256(accessToken(tokens)));
    }

    @Test
    void requestWithoutOpenidScopeGetsNoIdToken() {
        assertGranted(redeem(codeRequest(admin.newPerson(), "profile")))
                .body(hasNoJsonPath("$.id_token"))
                .body(hasJsonPath("$.scope", equalTo("profile")));
    }

    @Test
    void requestWithoutScopeGetsATokenWithoutScopes() {
        Map<String, String> request = without(oauth.authorizationRequest(""), "scope");
        String code = oauth.authorize(admin.newPerson(), request).parameter("code");
        assertGranted(redeem(oauth.codeRequest(code)))
                .body(hasJsonPath("$.scope", equalTo("")))
                .body(hasNoJsonPath("$.id_token"));
    }

    @Test
    void optionalScopesAreGrantedOnlyOnRequest() {
        String scope = redeem(codeRequest(admin.newPerson(), "openid")).path("scope");
        assertThat(scope).isEqualTo("openid");
    }

    @Test
    void secretIsAcceptedInABasicHeader() {
        Map<String, String> request = without(without(codeRequest(), "client_id"), "client_secret");
        assertGranted(given().auth()
                .preemptive()
                .basic("frontend", oauth.env("FRONTEND_CLIENT_SECRET"))
                .formParams(request)
                .post(oauth.url("/token")));
    }

    @Test
    void failedClientAuthenticationDoesNotConsumeTheCode() {
        Map<String, String> request = codeRequest();
        assertRefused(redeem(with(request, "client_secret", "wrong")), 401, "unauthorized_client");
        assertGranted(redeem(request));
    }

    @Test
    void userInfoReturnsWhatTheScopesAllow() {
        String token = accessToken(redeem(codeRequest(admin.newPerson(), "openid email")));
        given().auth()
                .oauth2(token)
                .get(oauth.url("/userinfo"))
                .then()
                .statusCode(200)
                .body(hasJsonPath("$.sub", equalTo(claims(token).getSubject())))
                .body(hasJsonPath("$.email"))
                .body(hasNoJsonPath("$.name"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE"})
    void otherMethodsAreNotAllowed(String method) {
        given().request(method, oauth.url("/token")).then().statusCode(405).header("Allow", "OPTIONS, POST");
    }

    private Response redeem(Map<String, String> request) {
        return oauth.post("/token", request);
    }

    private Map<String, String> codeRequest() {
        return codeRequest(admin.newPerson());
    }

    private Map<String, String> codeRequest(Person person) {
        return codeRequest(person, "openid profile");
    }

    private Map<String, String> codeRequest(Person person, String scope) {
        return oauth.codeRequest(
                oauth.authorize(person, oauth.authorizationRequest(scope)).parameter("code"));
    }

    private Map<String, String> credentials(String client) {
        return List.of("mobile", "tv").contains(client) ? Map.of("client_id", client) : oauth.as(client);
    }

    private String issuer() {
        return oauth.url("/realms/notebook");
    }

    /** OpenID Connect Core §3.1.3.6. */
    private static String leftHalfOfSha256(String token) throws NoSuchAlgorithmException {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(token.getBytes(US_ASCII));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, hash.length / 2));
    }
}

package dev.oauth2notebook.keycloak.flow;

import static com.jayway.jsonpath.matchers.JsonPathMatchers.hasJsonPath;
import static dev.oauth2notebook.keycloak.flow.Responses.assertErrorPage;
import static dev.oauth2notebook.keycloak.flow.Responses.assertErrorRedirect;
import static dev.oauth2notebook.keycloak.flow.Responses.assertGranted;
import static dev.oauth2notebook.keycloak.flow.Responses.assertRefused;
import static dev.oauth2notebook.keycloak.flow.Responses.claims;
import static dev.oauth2notebook.keycloak.flow.Responses.fragmentParameter;
import static dev.oauth2notebook.keycloak.support.OAuth2.accessToken;
import static dev.oauth2notebook.keycloak.support.OAuth2.with;
import static dev.oauth2notebook.keycloak.support.OAuth2.without;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.notNullValue;

import dev.oauth2notebook.keycloak.support.Admin;
import dev.oauth2notebook.keycloak.support.NotebookServer;
import dev.oauth2notebook.keycloak.support.OAuth2;
import dev.oauth2notebook.keycloak.support.Person;
import dev.oauth2notebook.keycloak.support.Urls;
import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The client {@code mobile}, a native app (RFC 8252); refused requests come first. */
@ExtendWith(NotebookServer.class)
class NativeAppIT {

    private static final String CLAIMED_SCHEME = "com.example.mobile:/callback";
    private static final String LOOPBACK = "http://127.0.0.1:51234/callback";

    private final OAuth2 oauth = new OAuth2(NotebookServer.get());
    private final Admin admin = new Admin(NotebookServer.get());
    private final Person stranger = new Person("nobody", "nothing");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "com.example.mobile:/other",
                "com.example.mobile:/callback/more",
                "com.example.mobile:/callback?more=1",
                "com.example.mobile:/callback#fragment",
                "com.example.mobile://callback",
                "com.example.mobile:callback",
                "com.example.mobile2:/callback",
                "COM.EXAMPLE.MOBILE:/callback",
                "com.example.other:/callback",
                "urn:ietf:wg:oauth:2.0:oob",
            })
    void otherUriOfTheClaimedSchemeIsShownAsAnError(String uri) {
        assertErrorPage(openAuthorization(stranger, request(uri)), "Invalid parameter: redirect_uri");
    }

    /** RFC 8252 §7.3: only the port may differ. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:51234/other",
                "http://127.0.0.1:51234/callback/",
                "http://127.0.0.1:51234/callback/../callback",
                "http://127.0.0.1:51234/callback?more=1",
                "http://127.0.0.1:51234/",
                "https://127.0.0.1:51234/callback",
                "https://localhost:51234/callback",
                "http://localhost:51234/other",
                "http://localhost.evil.example:51234/callback",
                "http://localhost:51234@evil.example/callback",
                "https://[::1]:51234/callback",
                "http://[::1]:51234/callback/",
                "http://[::2]:51234/callback",
                "http://[::ffff:127.0.0.1]:51234/callback",
                "http://127.0.0.2:51234/callback",
                "http://127.0.0.1.evil.example:51234/callback",
                "http://127.0.0.1:51234@evil.example/callback",
                "http://evil.example:51234/callback",
                "http://evil.example/127.0.0.1/callback",
            })
    void uriThatIsNotTheLoopbackOneIsShownAsAnError(String uri) {
        assertErrorPage(openAuthorization(stranger, request(uri)), "Invalid parameter: redirect_uri");
    }

    @ParameterizedTest
    @ValueSource(strings = {CLAIMED_SCHEME, LOOPBACK})
    void requestWithoutPkceIsInvalidRequest(String uri) {
        Map<String, String> request = without(without(request(uri), "code_challenge"), "code_challenge_method");
        assertErrorRedirect(openAuthorization(stranger, request), request, issuer(), "invalid_request");
    }

    @Test
    void plainPkceIsInvalidRequest() {
        Map<String, String> request = with(request(CLAIMED_SCHEME), "code_challenge_method", "plain");
        assertErrorRedirect(
                openAuthorization(stranger, with(request, "code_challenge", OAuth2.VERIFIER)),
                request,
                issuer(),
                "invalid_request");
    }

    @Test
    void scopeOfTheFrontendIsInvalidScope() {
        Map<String, String> request = with(request(CLAIMED_SCHEME), "scope", "openid api:read");
        assertErrorRedirect(openAuthorization(stranger, request), request, issuer(), "invalid_scope");
    }

    @Test
    void promptNoneWithoutASessionIsLoginRequired() {
        Map<String, String> request = with(request(LOOPBACK), "prompt", "none");
        assertErrorRedirect(openAuthorization(stranger, request), request, issuer(), "login_required");
    }

    @Test
    void deniedConsentIsAccessDenied() {
        Map<String, String> request = request(CLAIMED_SCHEME);
        Person person = admin.newPerson();
        Person.Page consent = person.logIn(openAuthorization(person, request), CLAIMED_SCHEME);
        assertErrorRedirect(person.press(consent, "cancel", CLAIMED_SCHEME), request, issuer(), "access_denied");
    }

    /** RFC 8252 §8.2: no implicit grant. */
    @Test
    void responseTypeTokenIsUnauthorizedClient() {
        String url = openAuthorization(stranger, with(request(CLAIMED_SCHEME), "response_type", "token"))
                .url();
        assertThat(url).startsWith(CLAIMED_SCHEME + "#");
        assertThat(fragmentParameter(url, "error")).isEqualTo("unauthorized_client");
        assertThat(fragmentParameter(url, "access_token")).isNull();
    }

    @Test
    void missingVerifierIsInvalidGrant() {
        assertRefused(
                oauth.post("/token", without(codeRequest(CLAIMED_SCHEME), "code_verifier")), 400, "invalid_grant");
    }

    @Test
    void wrongVerifierIsInvalidGrant() {
        Map<String, String> wrong = with(codeRequest(CLAIMED_SCHEME), "code_verifier", "x".repeat(43));
        assertRefused(oauth.post("/token", wrong), 400, "invalid_grant");
    }

    @Test
    void differentPortInTheTokenRequestIsInvalidGrant() {
        Map<String, String> other = with(codeRequest(LOOPBACK), "redirect_uri", "http://127.0.0.1:51235/callback");
        assertRefused(oauth.post("/token", other), 400, "invalid_grant");
    }

    @Test
    void differentRedirectUriInTheTokenRequestIsInvalidGrant() {
        Map<String, String> other = with(codeRequest(LOOPBACK), "redirect_uri", CLAIMED_SCHEME);
        assertRefused(oauth.post("/token", other), 400, "invalid_grant");
    }

    @Test
    void replayedCodeIsInvalidGrantAndRevokesItsTokens() {
        Map<String, String> request = codeRequest(CLAIMED_SCHEME);
        Response tokens = oauth.post("/token", request);
        assertGranted(tokens);
        assertRefused(oauth.post("/token", request), 400, "invalid_grant");
        assertRefused(refresh("mobile", tokens.path("refresh_token")), 400, "invalid_grant");
    }

    @Test
    void refreshByAnotherPublicClientIsInvalidGrant() {
        String refreshToken = oauth.post("/token", codeRequest(CLAIMED_SCHEME)).path("refresh_token");
        assertRefused(refresh("tv", refreshToken), 400, "invalid_grant");
        assertGranted(refresh("mobile", refreshToken));
    }

    @Test
    void reusedRefreshTokenIsInvalidGrant() {
        String first = oauth.post("/token", codeRequest(CLAIMED_SCHEME)).path("refresh_token");
        String second = refresh("mobile", first).path("refresh_token");
        assertRefused(refresh("mobile", first), 400, "invalid_grant");
        assertRefused(refresh("mobile", second), 400, "invalid_grant");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                CLAIMED_SCHEME,
                LOOPBACK,
                "http://127.0.0.1:1025/callback",
                "http://127.0.0.1/callback",
                "http://[::1]:51234/callback",
                "http://[::1]/callback",
                "http://localhost:51234/callback",
            })
    void appGetsItsTokensWithoutASecret(String uri) {
        Response tokens = oauth.post("/token", codeRequest(uri));
        assertGranted(tokens)
                .body(hasJsonPath("$.refresh_token", notNullValue()))
                .body(hasJsonPath("$.id_token", notNullValue()));
        assertThat(tokens.<String>path("scope").split(" "))
                .containsExactlyInAnyOrder("openid", "profile", "mobile:access");
        assertThat(claims(accessToken(tokens)).getClaim("azp")).isEqualTo("mobile");
        given().auth()
                .oauth2(accessToken(tokens))
                .get(oauth.url("/api/mobile"))
                .then()
                .statusCode(200);
    }

    @Test
    void authorizationResponseContainsCodeStateAndIssuer() {
        Map<String, String> request = request(CLAIMED_SCHEME);
        Person.Page page = oauth.authorize(admin.newPerson(), request);
        assertThat(page.url()).startsWith(CLAIMED_SCHEME + "?");
        assertThat(page.parameter("code")).isNotEmpty();
        assertThat(page.parameter("state")).isEqualTo(request.get("state"));
        assertThat(page.parameter("iss")).isEqualTo(issuer());
    }

    @Test
    void refreshNeedsNoSecret() {
        String refreshToken = oauth.post("/token", codeRequest(LOOPBACK)).path("refresh_token");
        assertGranted(refresh("mobile", refreshToken)).body(hasJsonPath("$.refresh_token", notNullValue()));
    }

    private Map<String, String> request(String redirectUri) {
        Map<String, String> request = oauth.authorizationRequest("openid profile mobile:access");
        return with(with(request, "client_id", "mobile"), "redirect_uri", redirectUri);
    }

    private Person.Page openAuthorization(Person person, Map<String, String> request) {
        return person.open(Urls.query(oauth.url("/auth"), request), request.get("redirect_uri"));
    }

    private Map<String, String> codeRequest(String redirectUri) {
        String code = oauth.authorize(admin.newPerson(), request(redirectUri)).parameter("code");
        return Map.of(
                "client_id",
                "mobile",
                "grant_type",
                "authorization_code",
                "code",
                code,
                "redirect_uri",
                redirectUri,
                "code_verifier",
                OAuth2.VERIFIER);
    }

    private Response refresh(String client, String refreshToken) {
        return oauth.post(
                "/token", Map.of("client_id", client, "grant_type", "refresh_token", "refresh_token", refreshToken));
    }

    private String issuer() {
        return oauth.url("/realms/notebook");
    }
}

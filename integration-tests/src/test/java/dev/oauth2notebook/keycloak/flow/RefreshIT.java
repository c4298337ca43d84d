package dev.oauth2notebook.keycloak.flow;

import static com.jayway.jsonpath.matchers.JsonPathMatchers.hasJsonPath;
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
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import com.jayway.jsonpath.JsonPath;
import dev.oauth2notebook.keycloak.support.Admin;
import dev.oauth2notebook.keycloak.support.NotebookServer;
import dev.oauth2notebook.keycloak.support.OAuth2;
import dev.oauth2notebook.keycloak.support.Person;
import dev.oauth2notebook.keycloak.support.Urls;
import io.restassured.response.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The refresh grant (RFC 6749 §6) with rotation (RFC 9700 §4.14.2); refused requests come first. */
@ExtendWith(NotebookServer.class)
class RefreshIT {

    private static final String SCOPE = "openid profile api:read";

    private final OAuth2 oauth = new OAuth2(NotebookServer.get());
    private final Admin admin = new Admin(NotebookServer.get());

    @Test
    void reusedRefreshTokenIsInvalidGrantAndInvalidatesItsSuccessors() {
        String first = refreshToken(signIn());
        Response second = refresh(first);
        String token = accessToken(second);
        assertRefused(refresh(first), 400, "invalid_grant");
        assertRefused(refresh(refreshToken(second)), 400, "invalid_grant");
        assertInactive(oauth.post("/introspect", with(oauth.as("backend"), "token", token)));
    }

    /**
     * Keycloak itself distinguishes old tokens from new ones only by the second, so all three must be from the same
     * one.
     */
    @Test
    void reuseWithinTheSecondOfTwoRotationsInvalidatesTheNewestToken() {
        List<String> chain = until(
                () -> {
                    String first = refreshToken(signIn());
                    String second = refreshToken(refresh(first));
                    return List.of(first, second, refreshToken(refresh(second)));
                },
                tokens -> claims(tokens.get(0))
                        .getIssueTime()
                        .equals(claims(tokens.get(2)).getIssueTime()));
        assertRefused(refresh(chain.get(0)), 400, "invalid_grant");
        assertRefused(refresh(chain.get(2)), 400, "invalid_grant");
    }

    @Test
    void reuseOfAnOfflineTokenAfterTwoRotationsInvalidatesTheNewestToken() {
        String first = refreshToken(oauth.codeFlow(admin.newPerson(), SCOPE + " offline_access"));
        String second = refreshToken(refresh(first));
        String third = refreshToken(refresh(second));
        assertRefused(refresh(first), 400, "invalid_grant");
        assertRefused(refresh(third), 400, "invalid_grant");
    }

    @Test
    void secondSignInOfASessionHasItsOwnRefreshTokens() {
        Person person = admin.newPerson();
        String first = refreshToken(oauth.codeFlow(person, SCOPE));
        String other = refreshToken(oauth.codeFlow(person, SCOPE));
        String second = refreshToken(refresh(first));
        assertGranted(refresh(other));
        assertGranted(refresh(second));
    }

    @ParameterizedTest
    @ValueSource(strings = {"backend", "mobile", "tv", "downstream-service"})
    void refreshTokenOfAnotherClientIsInvalidGrantAndNotConsumed(String thief) {
        String refreshToken = refreshToken(signIn());
        Map<String, String> form = new LinkedHashMap<>(
                List.of("mobile", "tv").contains(thief) ? Map.of("client_id", thief) : oauth.as(thief));
        form.put("grant_type", "refresh_token");
        form.put("refresh_token", refreshToken);
        assertRefused(oauth.post("/token", form), 400, "invalid_grant");
        assertGranted(refresh(refreshToken));
    }

    @Test
    void revokedRefreshTokenIsInvalidGrant() {
        String refreshToken = refreshToken(signIn());
        oauth.post("/revoke", with(oauth.as("frontend"), "token", refreshToken))
                .then()
                .statusCode(200);
        assertRefused(refresh(refreshToken), 400, "invalid_grant");
    }

    @Test
    void refreshTokenAfterLogoutIsInvalidGrant() {
        Person person = admin.newPerson();
        Response tokens = oauth.codeFlow(person, SCOPE);
        String callback = oauth.env("FRONTEND_REDIRECT_URI");
        String logout = Urls.query(
                oauth.url("/logout"),
                Map.of("id_token_hint", tokens.path("id_token"), "post_logout_redirect_uri", callback));
        assertThat(person.open(logout, callback).url()).isEqualTo(callback);
        assertRefused(refresh(refreshToken(tokens)), 400, "invalid_grant");
        assertInactive(oauth.post("/introspect", with(oauth.as("backend"), "token", accessToken(tokens))));
    }

    @Test
    void refreshTokenOfAnEndedSessionIsInvalidGrant() {
        String name = Accounts.create(admin, "secret");
        String refreshToken = refreshToken(oauth.codeFlow(new Person(name, "secret"), SCOPE));
        Accounts.signOut(admin, name);
        assertRefused(refresh(refreshToken), 400, "invalid_grant");
    }

    @Test
    void refreshTokenOfADisabledUserIsInvalidGrant() {
        String name = Accounts.create(admin, "secret");
        String refreshToken = refreshToken(oauth.codeFlow(new Person(name, "secret"), SCOPE));
        Accounts.disable(admin, name);
        assertRefused(refresh(refreshToken), 400, "invalid_grant");
    }

    @Test
    void refreshTokenWithRevokedConsentIsInvalidGrant() {
        String name = Accounts.create(admin, "secret");
        String refreshToken = refreshToken(oauth.codeFlow(new Person(name, "secret"), SCOPE));
        Accounts.revokeConsent(admin, name, "frontend");
        assertRefused(refresh(refreshToken), 400, "invalid_grant");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "garbage", "a.b.c", "eyJhbGciOiJub25lIn0.eyJ0eXAiOiJSZWZyZXNoIn0."})
    void malformedRefreshTokenIsInvalidGrant(String token) {
        assertRefused(refresh(token), 400, "invalid_grant");
    }

    @Test
    void alteredRefreshTokenIsInvalidGrant() {
        String token = refreshToken(signIn());
        int position = token.lastIndexOf('.') + 5;
        String altered = token.substring(0, position)
                + (token.charAt(position) == 'A' ? 'B' : 'A')
                + token.substring(position + 1);
        assertRefused(refresh(altered), 400, "invalid_grant");
        assertGranted(refresh(token));
    }

    @Test
    void accessTokensAndIdTokensAreRefusedAsRefreshTokens() {
        Response tokens = signIn();
        assertRefused(refresh(accessToken(tokens)), 400, "invalid_grant");
        assertRefused(refresh(tokens.path("id_token")), 400, "invalid_grant");
    }

    @Test
    void missingRefreshTokenIsInvalidRequest() {
        assertRefused(
                oauth.post("/token", with(oauth.as("frontend"), "grant_type", "refresh_token")),
                400,
                "invalid_request");
    }

    /** RFC 6749 §5.2 requires {@code invalid_client}; Keycloak returns {@code unauthorized_client}. */
    @Test
    void refreshWithAWrongOrMissingSecretIsUnauthorizedClientAndDoesNotConsumeTheToken() {
        String refreshToken = refreshToken(signIn());
        Map<String, String> form = form(refreshToken);
        assertRefused(oauth.post("/token", with(form, "client_secret", "wrong")), 401, "unauthorized_client");
        assertRefused(oauth.post("/token", without(form, "client_secret")), 401, "unauthorized_client");
        assertGranted(refresh(refreshToken));
    }

    @Test
    void unknownScopeIsInvalidScope() {
        Map<String, String> form = form(refreshToken(signIn()));
        assertRefused(oauth.post("/token", with(form, "scope", "openid nothing:here")), 400, "invalid_scope");
    }

    /** RFC 6749 §6 specifies {@code invalid_scope}; Keycloak omits the scope and says so in the response. */
    @Test
    void scopeThatWasNotGrantedCannotBeGainedByRefresh() {
        Map<String, String> form = form(refreshToken(signIn()));
        Response tokens = oauth.post("/token", with(form, "scope", SCOPE + " api:write"));
        assertGranted(tokens);
        assertThat(tokens.<String>path("scope").split(" ")).containsExactlyInAnyOrder("openid", "profile", "api:read");
        given().auth()
                .oauth2(accessToken(tokens))
                .post(oauth.url("/api/resource"))
                .then()
                .statusCode(403)
                .body(hasJsonPath("$.error", equalTo("insufficient_scope")));
    }

    @Test
    void refreshYieldsNewTokensAndANewRefreshToken() {
        Response first = signIn();
        Response second = refresh(refreshToken(first));
        assertGranted(second)
                .body(hasJsonPath("$.expires_in", lifetime(300)))
                .body(hasJsonPath("$.id_token", notNullValue()))
                .body(hasJsonPath("$.refresh_token", not(equalTo(refreshToken(first)))))
                .body(hasJsonPath("$.access_token", not(equalTo(accessToken(first)))));
        assertThat(second.<String>path("scope").split(" ")).containsExactlyInAnyOrder("openid", "profile", "api:read");
        assertGranted(refresh(refreshToken(second)));
    }

    @Test
    void scopeCanBeNarrowedForOneAccessToken() {
        Response narrow = oauth.post("/token", with(form(refreshToken(signIn())), "scope", "openid"));
        assertGranted(narrow).body(hasJsonPath("$.scope", equalTo("openid")));
        given().auth()
                .oauth2(accessToken(narrow))
                .get(oauth.url("/api/resource"))
                .then()
                .statusCode(403);
        String scope = refresh(refreshToken(narrow)).path("scope");
        assertThat(scope.split(" ")).containsExactlyInAnyOrder("openid", "profile", "api:read");
    }

    @Test
    void endingOneUsersSessionDoesNotAffectAnothers() {
        String bystander = refreshToken(signIn());
        String first = refreshToken(signIn());
        assertGranted(refresh(first));
        assertRefused(refresh(first), 400, "invalid_grant");
        assertGranted(refresh(bystander));
    }

    private Response signIn() {
        return oauth.codeFlow(admin.newPerson(), SCOPE);
    }

    private Response refresh(String refreshToken) {
        return oauth.post("/token", form(refreshToken));
    }

    private Map<String, String> form(String refreshToken) {
        return with(with(oauth.as("frontend"), "grant_type", "refresh_token"), "refresh_token", refreshToken);
    }

    private static String refreshToken(Response tokens) {
        return JsonPath.read(tokens.then().statusCode(200).extract().asString(), "$.refresh_token");
    }
}

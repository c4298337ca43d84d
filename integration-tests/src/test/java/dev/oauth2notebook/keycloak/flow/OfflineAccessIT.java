package dev.oauth2notebook.keycloak.flow;

import static dev.oauth2notebook.keycloak.flow.Responses.assertGranted;
import static dev.oauth2notebook.keycloak.flow.Responses.assertRefused;
import static dev.oauth2notebook.keycloak.flow.Responses.claims;
import static dev.oauth2notebook.keycloak.support.OAuth2.with;
import static dev.oauth2notebook.keycloak.support.OAuth2.without;
import static org.assertj.core.api.Assertions.assertThat;

import dev.oauth2notebook.keycloak.support.Admin;
import dev.oauth2notebook.keycloak.support.NotebookServer;
import dev.oauth2notebook.keycloak.support.OAuth2;
import dev.oauth2notebook.keycloak.support.Person;
import dev.oauth2notebook.keycloak.support.Urls;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code offline_access} (OpenID Connect Core §11): refresh tokens that outlive the session. Refused requests come
 * first.
 */
@ExtendWith(NotebookServer.class)
class OfflineAccessIT {

    private static final String SCOPE = "openid profile offline_access";
    private static final int WEEK = 7 * 24 * 3600;

    private final OAuth2 oauth = new OAuth2(NotebookServer.get());
    private final Admin admin = new Admin(NotebookServer.get());

    /** RFC 6749 §5.2 specifies {@code invalid_scope}; Keycloak returns {@code not_allowed}. */
    @ParameterizedTest
    @ValueSource(strings = {"frontend", "mobile", "tv"})
    void userWithoutTheRoleIsRefused(String client) {
        Person person = admin.newPerson();
        Accounts.removeRoles(admin, person.name());
        assertRefused(signIn(client, person), 400, "not_allowed");
    }

    @Test
    void refreshTokenIsInvalidGrantAfterTheUserLosesTheRole() {
        Person person = admin.newPerson();
        Response tokens = signIn("frontend", person);
        assertGranted(refresh("frontend", tokens));
        Accounts.removeRoles(admin, person.name());
        assertRefused(refresh("frontend", tokens), 400, "invalid_grant");
    }

    @Test
    void reusedRefreshTokenIsInvalidGrant() {
        Response tokens = signIn("frontend", admin.newPerson());
        assertGranted(refresh("frontend", tokens));
        assertRefused(refresh("frontend", tokens), 400, "invalid_grant");
    }

    @Test
    void revokedRefreshTokenIsInvalidGrant() {
        Response tokens = signIn("frontend", admin.newPerson());
        oauth.post("/revoke", with(oauth.as("frontend"), "token", tokens.path("refresh_token")))
                .then()
                .statusCode(200);
        assertRefused(refresh("frontend", tokens), 400, "invalid_grant");
    }

    @ParameterizedTest
    @ValueSource(strings = {"frontend", "mobile", "tv"})
    void refreshTokenOutlivesLogout(String client) {
        Person person = admin.newPerson();
        Response tokens = signIn(client, person);
        assertGranted(tokens);
        assertThat(scopes(tokens)).containsExactlyInAnyOrder(SCOPE.split(" "));
        logOut(person, tokens);
        Response refreshed = refresh(client, tokens);
        assertGranted(refreshed);
        assertGranted(refresh(client, refreshed));
    }

    @Test
    void refreshTokenExpiresWithinAWeekUnlessUsed() {
        Response tokens = signIn("frontend", admin.newPerson());
        assertThat(tokens.<Integer>path("refresh_expires_in")).isBetween(WEEK - 60, WEEK);
        assertThat(claims(tokens.path("refresh_token")).getClaim("typ")).isEqualTo("Offline");
    }

    @Test
    void offlineSessionsEndAfterAMonthEvenIfUsed() {
        JsonPath realm = Accounts.get(admin, "");
        assertThat(realm.getBoolean("offlineSessionMaxLifespanEnabled")).isTrue();
        assertThat(realm.getInt("offlineSessionMaxLifespan")).isEqualTo(30 * 24 * 3600);
    }

    private Response signIn(String client, Person person) {
        return switch (client) {
            case "frontend" -> oauth.codeFlow(person, SCOPE);
            case "mobile" -> mobile(person);
            case "tv" -> tv(person);
            default -> throw new IllegalArgumentException(client);
        };
    }

    private Response mobile(Person person) {
        String callback = "com.example.mobile:/callback";
        Map<String, String> request = with(oauth.authorizationRequest(SCOPE), "client_id", "mobile");
        String code =
                oauth.authorize(person, with(request, "redirect_uri", callback)).parameter("code");
        Map<String, String> form = with(oauth.codeRequest(code), "client_id", "mobile");
        return oauth.post("/token", with(without(form, "client_secret"), "redirect_uri", callback));
    }

    private Response tv(Person person) {
        Response device = oauth.post("/device_authorization", Map.of("client_id", "tv", "scope", SCOPE));
        person.signIn(device.path("verification_uri_complete"), null);
        return oauth.post(
                "/token",
                Map.of("client_id", "tv", "grant_type", OAuth2.DEVICE_CODE, "device_code", device.path("device_code")));
    }

    private Response refresh(String client, Response tokens) {
        Map<String, String> form = client.equals("frontend") ? oauth.as(client) : Map.of("client_id", client);
        form = with(form, "grant_type", "refresh_token");
        return oauth.post("/token", with(form, "refresh_token", tokens.path("refresh_token")));
    }

    /** Ends the session in the user's browser. */
    private void logOut(Person person, Response tokens) {
        String page = Urls.query(oauth.url("/logout"), Map.of("id_token_hint", tokens.path("id_token")));
        assertThat(person.open(page).text()).contains("You are logged out");
        Map<String, String> silent = with(oauth.authorizationRequest("openid"), "prompt", "none");
        String callback = silent.get("redirect_uri");
        assertThat(person.open(Urls.query(oauth.url("/auth"), silent), callback).parameter("error"))
                .isEqualTo("login_required");
    }

    private static List<String> scopes(Response tokens) {
        return List.of(tokens.<String>path("scope").split(" "));
    }
}

package dev.oauth2notebook.keycloak.compose;

import static dev.oauth2notebook.keycloak.support.OAuth2.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.oauth2notebook.keycloak.support.OAuth2;
import dev.oauth2notebook.keycloak.support.Person;
import dev.oauth2notebook.keycloak.support.RetryAfter;
import dev.oauth2notebook.keycloak.support.Urls;
import io.restassured.response.Response;

/** A new user's session: what the person does at the browser, and the tokens that {@code frontend} gets. */
final class Session {

    private final OAuth2 oauth;
    private final String callback;
    private Person person;
    private String refreshToken;

    /** Creates a user, who signs in and consents. */
    Session(Stack stack) {
        oauth = new OAuth2(stack);
        callback = oauth.env("FRONTEND_REDIRECT_URI");
        person = stack.admin().newPerson().patient();
        Person.Page consent = person.logIn(openLogin(), callback);
        assertThat(consent.text()).contains("Frontend asks for access");
        redeem(person.press(consent, "accept", callback).parameter("code"));
    }

    /** Goes on at a fresh browser, where nobody has signed in. */
    void useFreshBrowser() {
        person = new Person(person.name(), person.password()).patient();
    }

    Person person() {
        return person;
    }

    /** Makes an authorization request and returns the login page that it leads to. */
    Person.Page openLogin() {
        Person.Page page = authorize();
        assertThat(page.response())
                .as("a page instead of the redirect to " + page.url())
                .isNotNull();
        assertThat(page.text()).contains("Sign in to your account");
        return page;
    }

    /** Signs in and returns what comes then. */
    Person.Page logIn() {
        return person.logIn(openLogin(), callback);
    }

    /** Redeems a code for the tokens of this session from now on. */
    void redeem(String code) {
        keep(RetryAfter.heed(() -> oauth.post("/token", oauth.codeRequest(code))));
    }

    /** Uses the refresh token. */
    void refresh() {
        keep(requestRefresh());
    }

    Response requestRefresh() {
        return RetryAfter.heed(() -> oauth.post(
                "/token",
                with(with(oauth.as("frontend"), "grant_type", "refresh_token"), "refresh_token", refreshToken)));
    }

    /** Makes an authorization request, which needs neither a login nor consent. */
    void authorizeAgain() {
        Person.Page page = authorize();
        assertThat(page.response())
                .as("the page at " + page.url() + " instead of a redirect")
                .isNull();
        redeem(page.parameter("code"));
    }

    private Person.Page authorize() {
        return person.open(
                Urls.query(oauth.url("/auth"), oauth.authorizationRequest("openid profile api:read")), callback);
    }

    private void keep(Response tokens) {
        refreshToken = tokens.then().statusCode(200).extract().path("refresh_token");
        assertThat(refreshToken).isNotNull();
    }
}

package dev.oauth2notebook.keycloak.reliability;

import static dev.oauth2notebook.keycloak.support.OAuth2.with;
import static io.restassured.RestAssured.given;

import dev.oauth2notebook.keycloak.support.OAuth2;
import dev.oauth2notebook.keycloak.support.Person;
import dev.oauth2notebook.keycloak.support.Urls;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/** The requests of the load, sent as the shipped clients. */
final class Requests {

    private static final String SCOPE = "openid profile api:read";

    private final OAuth2 oauth;
    private final Queue<Person> users;

    Requests(OAuth2 oauth, List<Person> users) {
        this.oauth = oauth;
        this.users = new ConcurrentLinkedQueue<>(users);
    }

    Response clientCredentials() {
        return token(oauth.as("backend"), "client_credentials", "scope", "api:read");
    }

    Response wrongSecret() {
        return token(oauth.as("backend"), "client_credentials", "client_secret", "wrong");
    }

    Response refresh(String refreshToken) {
        return token(oauth.as("frontend"), "refresh_token", "refresh_token", refreshToken);
    }

    Response redeem(String code) {
        return oauth.post("/token", oauth.codeRequest(code));
    }

    Response redeemWithWrongVerifier(String code) {
        return oauth.post("/token", with(oauth.codeRequest(code), "code_verifier", "x".repeat(43)));
    }

    Response exchange(String subjectToken) {
        Map<String, String> form = oauth.as("backend");
        form.put("subject_token", subjectToken);
        form.put("subject_token_type", OAuth2.ACCESS_TOKEN_TYPE);
        form.put("audience", "downstream-service");
        return token(form, OAuth2.TOKEN_EXCHANGE, "scope", "api:read");
    }

    Response startDevice() {
        return oauth.post("/device_authorization", Map.of("client_id", "tv", "scope", "openid video:read"));
    }

    Response poll(String deviceCode) {
        return token(Map.of("client_id", "tv"), OAuth2.DEVICE_CODE, "device_code", deviceCode);
    }

    Response introspect(String client, String token) {
        return oauth.post("/introspect", with(oauth.as(client), "token", token));
    }

    Response revoke(String token) {
        return oauth.post("/revoke", with(oauth.as("backend"), "token", token));
    }

    Response callApi(String token) {
        return given().auth().preemptive().oauth2(token).get(oauth.url("/api/resource"));
    }

    /** Signs a user in with a fresh browser, so that each sign-in has its own session. */
    Person.Page signIn() {
        return asFreeUser(person -> oauth.authorize(person, oauth.authorizationRequest(SCOPE)));
    }

    /** Signs a user in on the verification page and approves a device. */
    Person.Page approve(String verificationUri) {
        return asFreeUser(person -> person.signIn(verificationUri, null));
    }

    /** Ends the session that an ID token belongs to (OpenID Connect RP-Initiated Logout). */
    Person.Page logOut(String idToken) {
        String callback = oauth.env("FRONTEND_REDIRECT_URI");
        Map<String, String> parameters = Map.of("id_token_hint", idToken, "post_logout_redirect_uri", callback);
        return new Person("nobody", "").open(Urls.query(oauth.url("/logout"), parameters), callback);
    }

    private Response token(Map<String, String> client, String grantType, String name, String value) {
        return oauth.post("/token", with(with(client, "grant_type", grantType), name, value));
    }

    /** Runs an action as a user who is not in use by another thread. */
    private Person.Page asFreeUser(Function<Person, Person.Page> action) {
        Person person = users.remove();
        try {
            return action.apply(new Person(person.name(), person.password()));
        } finally {
            users.add(person);
        }
    }
}

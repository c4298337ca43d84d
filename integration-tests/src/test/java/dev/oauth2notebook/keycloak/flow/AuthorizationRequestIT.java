package dev.oauth2notebook.keycloak.flow;

import static dev.oauth2notebook.keycloak.flow.Responses.assertErrorPage;
import static dev.oauth2notebook.keycloak.flow.Responses.assertErrorRedirect;
import static dev.oauth2notebook.keycloak.flow.Responses.fragmentParameter;
import static dev.oauth2notebook.keycloak.support.OAuth2.challenge;
import static dev.oauth2notebook.keycloak.support.OAuth2.with;
import static dev.oauth2notebook.keycloak.support.OAuth2.without;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.oauth2notebook.keycloak.support.Admin;
import dev.oauth2notebook.keycloak.support.NotebookServer;
import dev.oauth2notebook.keycloak.support.OAuth2;
import dev.oauth2notebook.keycloak.support.Person;
import dev.oauth2notebook.keycloak.support.Urls;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The authorization endpoint {@code /auth} (RFC 6749 §4.1.1, RFC 7636, RFC 9207); refused requests come first. */
@ExtendWith(NotebookServer.class)
class AuthorizationRequestIT {

    private final OAuth2 oauth = new OAuth2(NotebookServer.get());
    private final Admin admin = new Admin(NotebookServer.get());
    private final Person stranger = new Person("nobody", "nothing");

    @Test
    void requestWithoutPkceIsInvalidRequest() {
        Map<String, String> request =
                without(without(oauth.authorizationRequest("openid"), "code_challenge"), "code_challenge_method");
        assertErrorRedirect(openAuthorization(stranger, request), request, issuer(), "invalid_request");
    }

    @Test
    void plainPkceIsInvalidRequest() {
        Map<String, String> request = with(oauth.authorizationRequest("openid"), "code_challenge_method", "plain");
        assertErrorRedirect(
                openAuthorization(stranger, with(request, "code_challenge", OAuth2.VERIFIER)),
                request,
                issuer(),
                "invalid_request");
    }

    /** RFC 7636 §4.3: the default method is {@code plain}. */
    @Test
    void challengeWithoutMethodIsInvalidRequest() {
        Map<String, String> request = without(oauth.authorizationRequest("openid"), "code_challenge_method");
        assertErrorRedirect(openAuthorization(stranger, request), request, issuer(), "invalid_request");
    }

    @ParameterizedTest(name = "{0}={1} is {2}")
    @CsvSource({
        "code_challenge, short, invalid_request",
        "code_challenge_method, S512, invalid_request",
        "response_type, banana, unsupported_response_type",
        "response_mode, banana, invalid_request",
        "scope, openid nothing:here, invalid_scope",
        "scope, openid video:read, invalid_scope",
        "scope, openid API:READ, invalid_scope",
        "scope, openid mobile:access, invalid_scope",
    })
    void invalidValueIsRefusedAtTheRedirectUri(String parameter, String value, String error) {
        Map<String, String> request = with(oauth.authorizationRequest("openid"), parameter, value);
        assertErrorRedirect(openAuthorization(stranger, request), request, issuer(), error);
    }

    @Test
    void missingResponseTypeIsInvalidRequest() {
        Map<String, String> request = without(oauth.authorizationRequest("openid"), "response_type");
        assertErrorRedirect(openAuthorization(stranger, request), request, issuer(), "invalid_request");
    }

    /** RFC 6749 §3.1 would treat it as omitted, hence as {@code invalid_request}. */
    @Test
    void emptyResponseTypeIsUnsupportedResponseType() {
        Map<String, String> request = with(oauth.authorizationRequest("openid"), "response_type", "");
        assertErrorRedirect(openAuthorization(stranger, request), request, issuer(), "unsupported_response_type");
    }

    @Test
    void repeatedParameterIsInvalidRequest() {
        Map<String, String> request = oauth.authorizationRequest("openid");
        String url = Urls.query(oauth.url("/auth"), request) + "&scope=email";
        assertErrorRedirect(stranger.open(url, request.get("redirect_uri")), request, issuer(), "invalid_request");
    }

    /**
     * No implicit grant (RFC 9700 §2.1.2); the error is returned where the tokens would have been (RFC 6749 §4.2.2.1).
     */
    @ParameterizedTest
    @ValueSource(
            strings = {"token", "id_token", "id_token token", "code token", "code id_token", "code id_token token"})
    void responseTypeWithTokensIsUnauthorizedClient(String responseType) {
        Map<String, String> request =
                with(with(oauth.authorizationRequest("openid"), "response_type", responseType), "nonce", "n");
        String url = openAuthorization(stranger, request).url();
        assertThat(url).startsWith(request.get("redirect_uri") + "#");
        assertThat(fragmentParameter(url, "error")).isEqualTo("unauthorized_client");
        assertThat(fragmentParameter(url, "state")).isEqualTo(request.get("state"));
        assertThat(fragmentParameter(url, "iss")).isEqualTo(issuer());
        assertThat(fragmentParameter(url, "access_token")).isNull();
        assertThat(fragmentParameter(url, "id_token")).isNull();
        assertThat(fragmentParameter(url, "code")).isNull();
    }

    @Test
    void promptNoneWithoutASessionIsLoginRequired() {
        Map<String, String> request = with(oauth.authorizationRequest("openid"), "prompt", "none");
        assertErrorRedirect(openAuthorization(stranger, request), request, issuer(), "login_required");
    }

    /** OpenID Connect Core §3.1.2.6 would also allow the more specific {@code consent_required}. */
    @Test
    void promptNoneWithoutConsentIsInteractionRequired() {
        Person person = admin.newPerson();
        oauth.authorize(person, oauth.authorizationRequest("openid"));
        Map<String, String> request = with(oauth.authorizationRequest("openid profile"), "prompt", "none");
        assertErrorRedirect(openAuthorization(person, request), request, issuer(), "interaction_required");
    }

    @Test
    void deniedConsentIsAccessDenied() {
        Map<String, String> request = oauth.authorizationRequest("openid profile api:read");
        String client = request.get("redirect_uri");
        Person person = admin.newPerson();
        Person.Page consent = person.logIn(openAuthorization(person, request), client);
        assertErrorRedirect(person.press(consent, "cancel", client), request, issuer(), "access_denied");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/callback",
                "{callback}/",
                "{callback}/more",
                "{callback}/../callback",
                "{callback}?more=1",
                "{callback}#fragment",
                "{server}/CALLBACK",
                "{server}/",
                "{server}.evil.example/callback",
                "{server}@evil.example/callback",
                "//evil.example/callback",
                "javascript:alert(1)//evil.example",
                "/callback",
                "",
            })
    void unregisteredRedirectUriIsShownAsAnErrorAndNotFollowed(String pattern) {
        String uri = pattern.replace("{callback}", oauth.env("FRONTEND_REDIRECT_URI"))
                .replace("{server}", oauth.url(""));
        Map<String, String> request = with(oauth.authorizationRequest("openid"), "redirect_uri", uri);
        assertErrorPage(
                stranger.open(Urls.query(oauth.url("/auth"), request), uri + "?"), "Invalid parameter: redirect_uri");
    }

    /** OpenID Connect Core §3.1.2.1; RFC 6749 §3.1.2.3, since the client has several. */
    @ParameterizedTest
    @ValueSource(strings = {"openid", "profile"})
    void missingRedirectUriIsShownAsAnError(String scope) {
        Map<String, String> request = without(oauth.authorizationRequest(scope), "redirect_uri");
        assertErrorPage(openAuthorization(stranger, request), "Invalid parameter: redirect_uri");
    }

    @Test
    void unknownClientIsShownAsAnErrorAndNotRedirected() {
        Map<String, String> request = with(oauth.authorizationRequest("openid"), "client_id", "nobody");
        assertErrorPage(openAuthorization(stranger, request), "Client not found");
    }

    @Test
    void missingClientIsShownAsAnErrorAndNotRedirected() {
        assertErrorPage(
                openAuthorization(stranger, without(oauth.authorizationRequest("openid"), "client_id")),
                "Invalid Request");
    }

    @Test
    void repeatedClientIsShownAsAnErrorAndNotRedirected() {
        Map<String, String> request = oauth.authorizationRequest("openid");
        String url = Urls.query(oauth.url("/auth"), request) + "&client_id=mobile";
        assertErrorPage(stranger.open(url, request.get("redirect_uri")), "Invalid Request");
    }

    /** They have no redirect URI to which {@code unauthorized_client} could be sent. */
    @ParameterizedTest
    @ValueSource(strings = {"backend", "tv", "downstream-service"})
    void clientWithoutTheCodeFlowIsShownAsAnErrorAndNotRedirected(String client) {
        Map<String, String> request = with(oauth.authorizationRequest("openid"), "client_id", client);
        assertErrorPage(openAuthorization(stranger, request), "Invalid parameter: redirect_uri");
    }

    @Test
    void disabledClientIsShownAsAnErrorAndNotRedirected() {
        Map<String, String> request = with(oauth.authorizationRequest("openid"), "client_id", "admin-cli");
        assertErrorPage(openAuthorization(stranger, request), "Client disabled.");
    }

    @Test
    void wrongPasswordAndUnknownUserShowTheSameMessage() {
        Map<String, String> request = oauth.authorizationRequest("openid");
        String client = request.get("redirect_uri");
        Person careless = new Person(Accounts.create(admin, "right"), "wrong");
        Person.Page wrongPassword = careless.logIn(openAuthorization(careless, request), client);
        Person.Page unknownUser = stranger.logIn(openAuthorization(stranger, request), client);
        assertThat(wrongPassword.response().statusCode()).isEqualTo(200);
        assertThat(wrongPassword.text()).contains("Invalid username or password.");
        assertThat(unknownUser.response().statusCode()).isEqualTo(200);
        assertThat(unknownUser.text()).isEqualTo(wrongPassword.text());
    }

    @Test
    void authorizationResponseContainsCodeStateAndIssuer() {
        Map<String, String> request = with(oauth.authorizationRequest("openid"), "state", "a b&c=d+e%20\"<é");
        Person.Page page = oauth.authorize(admin.newPerson(), request);
        assertThat(page.url()).startsWith(request.get("redirect_uri") + "?");
        assertThat(page.parameter("code")).isNotEmpty();
        assertThat(page.parameter("state")).isEqualTo(request.get("state"));
        assertThat(page.parameter("iss")).isEqualTo(issuer());
        assertThat(page.parameter("error")).isNull();
    }

    @Test
    void requestWithoutStateGetsAResponseWithoutState() {
        Map<String, String> request = without(oauth.authorizationRequest("openid"), "state");
        Person.Page page = oauth.authorize(admin.newPerson(), request);
        assertThat(page.parameter("code")).isNotEmpty();
        assertThat(page.parameter("state")).isNull();
    }

    @Test
    void secondSignInNeedsNoInteraction() {
        Person person = admin.newPerson();
        Map<String, String> request = oauth.authorizationRequest("openid profile");
        String first = oauth.authorize(person, request).parameter("code");
        String second = openAuthorization(person, request).parameter("code");
        String silent =
                openAuthorization(person, with(request, "prompt", "none")).parameter("code");
        assertThat(second).isNotEmpty().isNotEqualTo(first);
        assertThat(silent).isNotEmpty().isNotIn(first, second);
    }

    @Test
    void promptLoginAsksForThePasswordAgain() {
        Person person = admin.newPerson();
        Map<String, String> request = oauth.authorizationRequest("openid");
        oauth.authorize(person, request);
        Person.Page page = openAuthorization(person, with(request, "prompt", "login"));
        assertThat(page.document().select("[name=password]")).hasSize(1);
    }

    /** RFC 6749 §3.1: POST may be supported; 307 keeps the form (RFC 9110 §15.4.8). */
    @Test
    void postIsRedirectedWithItsForm() {
        given().redirects()
                .follow(false)
                .formParams(oauth.authorizationRequest("openid"))
                .post(oauth.url("/auth"))
                .then()
                .statusCode(307)
                .header("Location", issuer() + "/protocol/openid-connect/auth");
    }

    @Test
    void longVerifierIsAccepted() {
        String verifier = OAuth2.VERIFIER.repeat(2) + "-._~";
        Map<String, String> request = with(oauth.authorizationRequest("openid"), "code_challenge", challenge(verifier));
        String code = oauth.authorize(admin.newPerson(), request).parameter("code");
        Responses.assertGranted(oauth.post("/token", with(oauth.codeRequest(code), "code_verifier", verifier)));
    }

    private Person.Page openAuthorization(Person person, Map<String, String> request) {
        return person.open(Urls.query(oauth.url("/auth"), request), oauth.env("FRONTEND_REDIRECT_URI"));
    }

    private String issuer() {
        return oauth.url("/realms/notebook");
    }
}

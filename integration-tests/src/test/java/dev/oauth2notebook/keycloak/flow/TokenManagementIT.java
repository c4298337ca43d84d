package dev.oauth2notebook.keycloak.flow;

import static com.jayway.jsonpath.matchers.JsonPathMatchers.hasJsonPath;
import static com.jayway.jsonpath.matchers.JsonPathMatchers.hasNoJsonPath;
import static dev.oauth2notebook.keycloak.flow.Responses.assertError;
import static dev.oauth2notebook.keycloak.flow.Responses.assertGranted;
import static dev.oauth2notebook.keycloak.flow.Responses.assertInactive;
import static dev.oauth2notebook.keycloak.flow.Responses.claims;
import static dev.oauth2notebook.keycloak.support.OAuth2.accessToken;
import static dev.oauth2notebook.keycloak.support.OAuth2.with;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.startsWith;

import dev.oauth2notebook.keycloak.support.Admin;
import dev.oauth2notebook.keycloak.support.NotebookServer;
import dev.oauth2notebook.keycloak.support.OAuth2;
import dev.oauth2notebook.keycloak.support.Person;
import dev.oauth2notebook.keycloak.support.Urls;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Introspection (RFC 7662) and revocation (RFC 7009); refused requests come first. */
@ExtendWith(NotebookServer.class)
class TokenManagementIT {

    private final OAuth2 oauth = new OAuth2(NotebookServer.get());
    private final Admin admin = new Admin(NotebookServer.get());

    @Nested
    class Introspection {

        @Test
        void withoutAuthenticationIsInvalidClient() {
            assertError(introspect(Map.of("token", backendToken())), 401, "invalid_client")
                    .body(hasNoJsonPath("$.active"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"wrong", ""})
        void wrongSecretIsInvalidClient(String secret) {
            Map<String, String> form = with(oauth.as("backend"), "client_secret", secret);
            assertError(introspect(with(form, "token", backendToken())), 401, "invalid_client")
                    .body(hasNoJsonPath("$.active"));
        }

        /** RFC 7662 §2.3 with RFC 6749 §5.2 requires {@code WWW-Authenticate: Basic}, which Keycloak does not send. */
        @Test
        void wrongSecretInABasicHeaderIsInvalidClient() {
            assertError(
                    given().auth()
                            .preemptive()
                            .basic("backend", "wrong")
                            .formParam("token", backendToken())
                            .post(oauth.url("/introspect")),
                    401,
                    "invalid_client");
        }

        @Test
        void secretOfAnotherClientIsInvalidClient() {
            Map<String, String> form = with(oauth.as("backend"), "client_secret", oauth.env("FRONTEND_CLIENT_SECRET"));
            assertError(introspect(with(form, "token", backendToken())), 401, "invalid_client");
        }

        @Test
        void unknownClientIsInvalidClient() {
            assertError(
                    introspect(Map.of("client_id", "nobody", "client_secret", "x", "token", backendToken())),
                    401,
                    "invalid_client");
        }

        /** RFC 7662 §2.1 allows a bearer token; Keycloak does not accept one. */
        @Test
        void bearerTokenIsNotAcceptedAsAuthentication() {
            String token = backendToken();
            assertError(
                    given().auth().oauth2(token).formParam("token", token).post(oauth.url("/introspect")),
                    401,
                    "invalid_client");
        }

        @ParameterizedTest
        @ValueSource(strings = {"mobile", "tv", "account-console"})
        void publicClientIsForbidden(String client) {
            assertError(introspect(Map.of("client_id", client, "token", backendToken())), 403, "invalid_request")
                    .body(hasNoJsonPath("$.active"));
        }

        @Test
        void missingTokenIsInvalidRequest() {
            assertError(introspect(oauth.as("backend")), 400, "invalid_request");
        }

        @Test
        void repeatedTokenIsInvalidRequest() {
            String body = Urls.query("", with(oauth.as("backend"), "token", backendToken()))
                            .substring(1) + "&token=x";
            assertError(
                    given().contentType(ContentType.URLENC).body(body).post(oauth.url("/introspect")),
                    400,
                    "invalid_request");
        }

        @Test
        void repeatedTokenTypeHintIsInvalidRequest() {
            String body = Urls.query("", with(oauth.as("backend"), "token", backendToken()))
                            .substring(1) + "&token_type_hint=banana&token_type_hint=banana";
            assertError(
                    given().contentType(ContentType.URLENC).body(body).post(oauth.url("/introspect")),
                    400,
                    "invalid_request");
        }

        /** RFC 7662 §2.2: an unreadable token is inactive, whatever the hint. */
        @ParameterizedTest
        @ValueSource(strings = {"access_token", "refresh_token", "requesting_party_token", "banana"})
        void unreadableTokenIsInactiveWhateverTheHint(String hint) {
            Map<String, String> form = with(oauth.as("backend"), "token_type_hint", hint);
            for (String token : List.of("", "garbage", "a.b.c", "e30.e30.", "bnVsbA.e30.AAAA", "e30.bnVsbA.")) {
                assertInactive(introspect(with(form, "token", token)));
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"GET", "PUT", "DELETE"})
        void otherMethodsAreNotAllowed(String method) {
            given().request(method, oauth.url("/introspect"))
                    .then()
                    .statusCode(405)
                    .header("Allow", "OPTIONS, POST");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "garbage",
                    "a.b.c",
                    "eyJhbGciOiJub25lIn0.eyJhY3RpdmUiOnRydWV9.",
                    "e30.e30.",
                    "bnVsbA.e30.AAAA",
                })
        void malformedTokenIsInactive(String token) {
            assertInactive(introspect(with(oauth.as("backend"), "token", token)));
        }

        @Test
        void unsignedCopyOfAValidTokenIsInactive() {
            String payload = backendToken().split("\\.")[1];
            String unsigned = "eyJhbGciOiJub25lIn0." + payload + ".";
            assertInactive(introspect(with(oauth.as("backend"), "token", unsigned)));
        }

        @Test
        void tokenOfAnotherRealmIsInactive() {
            String foreign = admin.token();
            assertInactive(introspect(with(oauth.as("backend"), "token", foreign)));
        }

        /** RFC 7662 §4: a token is active only for its audience, not even for the client it was issued to. */
        @Test
        void tokenForAnotherAudienceIsInactive() {
            String token = accessToken(oauth.codeFlow(admin.newPerson(), "openid"));
            assertInactive(introspect(with(oauth.as("frontend"), "token", token)));
            assertInactive(introspect(with(oauth.as("downstream-service"), "token", token)));
        }

        /** The audience of an ID token is its client (OpenID Connect Core §2), so it is active only for that client. */
        @Test
        void idTokenIsActiveOnlyForItsClient() {
            String idToken = oauth.codeFlow(admin.newPerson(), "openid").path("id_token");
            assertInactive(introspect(with(oauth.as("backend"), "token", idToken)));
            introspect(with(oauth.as("frontend"), "token", idToken))
                    .then()
                    .statusCode(200)
                    .body(hasJsonPath("$.active", equalTo(true)))
                    .body(hasJsonPath("$.aud", equalTo("frontend")));
        }

        @Test
        void tokenOfADisabledUserIsInactive() {
            String name = Accounts.create(admin, "secret");
            String token = accessToken(oauth.codeFlow(new Person(name, "secret"), "openid"));
            assertActive(token);
            Accounts.disable(admin, name);
            assertInactive(introspect(with(oauth.as("backend"), "token", token)));
        }

        @Test
        void tokenOfAnEndedSessionIsInactive() {
            String name = Accounts.create(admin, "secret");
            String token = accessToken(oauth.codeFlow(new Person(name, "secret"), "openid"));
            assertActive(token);
            Accounts.signOut(admin, name);
            assertInactive(introspect(with(oauth.as("backend"), "token", token)));
        }

        /** The notebook's request. */
        @Test
        void tokenOfTheBackendIsActive() {
            assertActive(backendToken())
                    .then()
                    .body(hasJsonPath("$.client_id", equalTo("backend")))
                    .body(hasJsonPath("$.scope", equalTo("api:read")))
                    .body(hasJsonPath("$.aud", equalTo("backend")))
                    .body(hasJsonPath("$.iss", equalTo(oauth.url("/realms/notebook"))))
                    .body(hasJsonPath("$.token_type", equalTo("Bearer")))
                    .body(hasJsonPath("$.exp", greaterThan((int) (System.currentTimeMillis() / 1000))));
        }

        @Test
        void tokenOfAUserIsActiveForTheBackend() {
            String token = accessToken(oauth.codeFlow(admin.newPerson(), "openid profile"));
            assertActive(token)
                    .then()
                    .body(hasJsonPath("$.client_id", equalTo("frontend")))
                    .body(hasJsonPath("$.username", startsWith("user-")))
                    .body(hasJsonPath("$.aud", equalTo("backend")))
                    .body(hasJsonPath("$.sub", equalTo(claims(token).getSubject())));
        }

        /** RFC 7662 §2.1: the hint only helps to look up a token. */
        @ParameterizedTest
        @ValueSource(strings = {"", "access_token", "refresh_token"})
        void refreshTokenIsActiveForItsClientWhateverTheHint(String hint) {
            String token = oauth.codeFlow(admin.newPerson(), "openid").path("refresh_token");
            Map<String, String> form = with(oauth.as("frontend"), "token", token);
            introspect(hint.isEmpty() ? form : with(form, "token_type_hint", hint))
                    .then()
                    .statusCode(200)
                    .body(hasJsonPath("$.active", equalTo(true)))
                    .body(hasJsonPath("$.token_type", equalTo("Refresh")))
                    .body(hasJsonPath("$.client_id", equalTo("frontend")));
            assertInactive(introspect(with(oauth.as("backend"), "token", token)));
            revoke(with(oauth.as("frontend"), "token", token)).then().statusCode(200);
            assertInactive(introspect(form));
        }

        /** RFC 7662 §2.1: an unknown hint is ignored. */
        @ParameterizedTest
        @ValueSource(strings = {"banana", "", "urn:x"})
        void unknownTokenTypeHintDoesNotMatter(String hint) {
            String token = backendToken();
            Map<String, String> form = with(with(oauth.as("backend"), "token_type_hint", hint), "token", token);
            introspect(form).then().statusCode(200).body(hasJsonPath("$.active", equalTo(true)));
            assertInactive(introspect(with(with(oauth.as("frontend"), "token_type_hint", hint), "token", token)));
        }

        @Test
        void usedRefreshTokenIsInactiveWithoutAHint() {
            String token = oauth.codeFlow(admin.newPerson(), "openid").path("refresh_token");
            oauth.post(
                            "/token",
                            with(with(oauth.as("frontend"), "grant_type", "refresh_token"), "refresh_token", token))
                    .then()
                    .statusCode(200);
            assertInactive(introspect(with(oauth.as("frontend"), "token", token)));
        }

        @Test
        void accessTokenWithAWrongHintIsActiveOnlyForItsAudience() {
            String token = accessToken(oauth.codeFlow(admin.newPerson(), "openid"));
            introspect(with(with(oauth.as("backend"), "token", token), "token_type_hint", "refresh_token"))
                    .then()
                    .body(hasJsonPath("$.active", equalTo(true)))
                    .body(hasJsonPath("$.token_type", equalTo("Bearer")));
            assertInactive(
                    introspect(with(with(oauth.as("frontend"), "token", token), "token_type_hint", "refresh_token")));
        }

        @Test
        void secretIsAcceptedInABasicHeader() {
            given().auth()
                    .preemptive()
                    .basic("backend", oauth.env("BACKEND_CLIENT_SECRET"))
                    .formParam("token", backendToken())
                    .formParam("token_type_hint", "access_token")
                    .post(oauth.url("/introspect"))
                    .then()
                    .statusCode(200)
                    .body(hasJsonPath("$.active", equalTo(true)));
        }
    }

    @Nested
    class Revocation {

        @Test
        void withoutAuthenticationIsInvalidClient() {
            String token = backendToken();
            assertError(revoke(Map.of("token", token)), 401, "invalid_client");
            assertActive(token);
        }

        /** RFC 6749 §5.2 requires {@code invalid_client}; Keycloak returns {@code unauthorized_client}. */
        @Test
        void wrongSecretIsUnauthorizedClient() {
            String token = backendToken();
            assertError(
                    revoke(with(with(oauth.as("backend"), "client_secret", "wrong"), "token", token)),
                    401,
                    "unauthorized_client");
            assertActive(token);
        }

        /** As above, and without the {@code WWW-Authenticate: Basic} that RFC 6749 §5.2 requires. */
        @Test
        void wrongSecretInABasicHeaderIsUnauthorizedClient() {
            String token = backendToken();
            assertError(
                    given().auth()
                            .preemptive()
                            .basic("backend", "wrong")
                            .formParam("token", token)
                            .post(oauth.url("/revoke")),
                    401,
                    "unauthorized_client");
            assertActive(token);
        }

        @Test
        void unknownClientIsInvalidClient() {
            assertError(revoke(Map.of("client_id", "nobody", "token", backendToken())), 401, "invalid_client");
        }

        @Test
        void tokenOfAnotherClientIsInvalidRequestAndStaysActive() {
            String token = backendToken();
            assertError(revoke(with(oauth.as("frontend"), "token", token)), 400, "invalid_request");
            assertError(revoke(Map.of("client_id", "mobile", "token", token)), 400, "invalid_request");
            assertActive(token);
        }

        @Test
        void refreshTokenOfAnotherClientIsInvalidRequestAndStaysValid() {
            String refreshToken = oauth.codeFlow(admin.newPerson(), "openid").path("refresh_token");
            assertError(revoke(with(oauth.as("backend"), "token", refreshToken)), 400, "invalid_request");
            Map<String, String> form = with(oauth.as("frontend"), "grant_type", "refresh_token");
            assertGranted(oauth.post("/token", with(form, "refresh_token", refreshToken)));
        }

        @Test
        void missingTokenIsInvalidRequest() {
            assertError(revoke(oauth.as("backend")), 400, "invalid_request");
        }

        @Test
        void repeatedTokenIsInvalidRequest() {
            String body = Urls.query("", with(oauth.as("backend"), "token", backendToken()))
                            .substring(1) + "&token=x";
            assertError(
                    given().contentType(ContentType.URLENC).body(body).post(oauth.url("/revoke")),
                    400,
                    "invalid_request");
        }

        /** RFC 7009 §2.2.1. */
        @Test
        void idTokenIsUnsupportedTokenType() {
            String idToken = oauth.codeFlow(admin.newPerson(), "openid").path("id_token");
            assertError(revoke(with(oauth.as("frontend"), "token", idToken)), 400, "unsupported_token_type");
        }

        @ParameterizedTest
        @ValueSource(strings = {"GET", "PUT", "DELETE"})
        void otherMethodsAreNotAllowed(String method) {
            given().request(method, oauth.url("/revoke")).then().statusCode(405).header("Allow", "OPTIONS, POST");
        }

        /** RFC 7009 §2.2: the token is already invalid, which is what the client wants. */
        @ParameterizedTest
        @ValueSource(strings = {"", "garbage", "a.b.c"})
        void revocationOfAnUnknownTokenSucceeds(String token) {
            revoke(with(oauth.as("backend"), "token", token)).then().statusCode(200);
        }

        /** RFC 7009 §2.1: the server may ignore the hint. */
        @ParameterizedTest
        @ValueSource(strings = {"refresh_token", "banana", ""})
        void wrongTokenTypeHintDoesNotMatter(String hint) {
            String token = backendToken();
            Map<String, String> form = with(oauth.as("backend"), "token_type_hint", hint);
            revoke(with(form, "token", token)).then().statusCode(200);
            assertInactive(introspect(with(oauth.as("backend"), "token", token)));
        }

        /** The notebook's request. */
        @Test
        void revokedAccessTokenIsInactiveAndRefusedByTheApi() {
            String token = backendToken();
            assertActive(token);
            revoke(with(oauth.as("backend"), "token", token)).then().statusCode(200);
            assertInactive(introspect(with(oauth.as("backend"), "token", token)));
            Response response = given().auth().oauth2(token).get(oauth.url("/api/test"));
            assertThat(response.statusCode()).isEqualTo(401);
            assertThat(response.headers().getValues("WWW-Authenticate"))
                    .anyMatch(challenge -> challenge.contains("error=\"invalid_token\""));
        }

        @Test
        void tokenCanBeRevokedTwice() {
            String token = backendToken();
            revoke(with(oauth.as("backend"), "token", token)).then().statusCode(200);
            revoke(with(oauth.as("backend"), "token", token)).then().statusCode(200);
        }

        /** RFC 7009 §2.1: revoking a refresh token revokes its access tokens, too; the reverse is optional. */
        @Test
        void revokingARefreshTokenRevokesItsAccessTokenButNotViceVersa() {
            Response tokens = oauth.codeFlow(admin.newPerson(), "openid");
            revoke(with(oauth.as("frontend"), "token", accessToken(tokens)))
                    .then()
                    .statusCode(200);
            assertInactive(introspect(with(oauth.as("backend"), "token", accessToken(tokens))));
            Map<String, String> form = with(oauth.as("frontend"), "grant_type", "refresh_token");
            Response fresh = oauth.post("/token", with(form, "refresh_token", tokens.path("refresh_token")));
            assertGranted(fresh);
            assertActive(accessToken(fresh));
            revoke(with(oauth.as("frontend"), "token", fresh.path("refresh_token")))
                    .then()
                    .statusCode(200);
            assertInactive(introspect(with(oauth.as("backend"), "token", accessToken(fresh))));
        }

        @Test
        void revocationDoesNotAffectOtherTokens() {
            String token = backendToken();
            String other = backendToken();
            revoke(with(oauth.as("backend"), "token", token)).then().statusCode(200);
            assertActive(other);
        }

        @Test
        void revocationResponseHasAnEmptyBody() {
            assertThat(revoke(with(oauth.as("backend"), "token", backendToken()))
                            .asString())
                    .isEmpty();
        }
    }

    private String backendToken() {
        return oauth.backendToken("api:read");
    }

    private Response introspect(Map<String, String> form) {
        return oauth.post("/introspect", form);
    }

    private Response revoke(Map<String, String> form) {
        return oauth.post("/revoke", form);
    }

    private Response assertActive(String token) {
        Response introspection = introspect(with(oauth.as("backend"), "token", token));
        introspection.then().statusCode(200).contentType(ContentType.JSON).body(hasJsonPath("$.active", equalTo(true)));
        return introspection;
    }
}

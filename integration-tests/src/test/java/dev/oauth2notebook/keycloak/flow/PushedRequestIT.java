package dev.oauth2notebook.keycloak.flow;

import static com.jayway.jsonpath.matchers.JsonPathMatchers.hasJsonPath;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.oauth2notebook.keycloak.support.Admin;
import dev.oauth2notebook.keycloak.support.NotebookServer;
import dev.oauth2notebook.keycloak.support.OAuth2;
import dev.oauth2notebook.keycloak.support.Person;
import dev.oauth2notebook.keycloak.support.Poll;
import dev.oauth2notebook.keycloak.support.Urls;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lifetime of pushed requests (RFC 9126 §2.2), in a realm where it is short. */
@ExtendWith(NotebookServer.class)
class PushedRequestIT {

    private static final String REALM = "pushed-" + UUID.randomUUID();
    private static final String CALLBACK = "https://app.example/callback";
    private static final int LIFETIME = 10; // seconds

    private static final Admin ADMIN = new Admin(NotebookServer.get());
    private static final OAuth2 OAUTH = new OAuth2(NotebookServer.get());

    @BeforeAll
    static void createRealm() {
        ADMIN.create(
                "",
                Map.of(
                        "realm",
                        REALM,
                        "enabled",
                        true,
                        "attributes",
                        Map.of("parRequestUriLifespan", String.valueOf(LIFETIME)),
                        "clients",
                        List.of(Map.of("clientId", "app", "secret", "secret", "redirectUris", List.of(CALLBACK))),
                        "users",
                        List.of(Map.of(
                                "username",
                                "slow",
                                "enabled",
                                true,
                                "email",
                                "slow@example.org",
                                "firstName",
                                "Slow",
                                "lastName",
                                "Typist",
                                "credentials",
                                List.of(Map.of("type", "password", "value", "secret"))))));
    }

    @AfterAll
    static void deleteRealm() {
        ADMIN.request().delete("/" + REALM).then().statusCode(204);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/oauth2/par", "/protocol/openid-connect/ext/par/request"})
    void lifetimeLimitsTheReferenceButNotTheLogin(String path) {
        String url = push(path);
        Person slow = new Person("slow", "secret");
        assertThat(asksForThePassword(slow.open(url, CALLBACK))).isTrue();

        Person.Page refused =
                Poll.until(() -> new Person("slow", "secret").open(url, CALLBACK), page -> !asksForThePassword(page));
        assertThat(refused.parameter("code")).isNull();
        assertThat(refused.response().statusCode()).isEqualTo(400);

        Person.Page reloaded = slow.open(url, CALLBACK);
        assertThat(asksForThePassword(reloaded)).as("%s", reloaded).isTrue();
        assertThat(asksForThePassword(slow.open(url.replace("client_id=app", "client_id=other"), CALLBACK)))
                .isFalse();
        Person.Page done = slow.logIn(reloaded, CALLBACK);
        assertThat(done.parameter("code")).as("%s", done).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/oauth2/par", "/protocol/openid-connect/ext/par/request"})
    void referenceIsConsumedByTheFirstLogin(String path) {
        String url = push(path);
        Person first = new Person("slow", "secret");
        Person second = new Person("slow", "secret");
        Person.Page firstLogin = first.open(url, CALLBACK);
        Person.Page secondLogin = second.open(url, CALLBACK);
        assertThat(first.logIn(firstLogin, CALLBACK).parameter("code")).isNotNull();
        Person.Page again = second.logIn(secondLogin, CALLBACK);
        assertThat(asksForThePassword(first.open(url, CALLBACK))).isFalse();
        assertThat(again.response())
                .as("a page instead of a redirect with a code")
                .isNotNull();
        assertThat(again.response().statusCode()).isEqualTo(400);
        assertThat(again.text())
                .contains("again through your application")
                .doesNotContain("Invalid username or password");
        assertThat(asksForThePassword(again)).isFalse();

        Person.Page later = new Person("slow", "secret").open(url, CALLBACK);
        assertThat(later.response().statusCode()).isEqualTo(400);
        assertThat(asksForThePassword(later)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/oauth2/par", "/protocol/openid-connect/ext/par/request"})
    void loginPageCanBeReloaded(String path) {
        String url = push(path);
        Person person = new Person("slow", "secret");
        assertThat(asksForThePassword(person.open(url, CALLBACK))).isTrue();
        Person.Page reloaded = person.open(url, CALLBACK);
        assertThat(asksForThePassword(reloaded)).isTrue();
        assertThat(person.logIn(reloaded, CALLBACK).parameter("code")).isNotNull();
    }

    private static boolean asksForThePassword(Person.Page page) {
        return page.response() != null && page.document().selectFirst("form [name=password]") != null;
    }

    private static String push(String path) {
        String requestUri = OAUTH.post(
                        "/realms/" + REALM + path,
                        Map.of(
                                "client_id", "app",
                                "client_secret", "secret",
                                "response_type", "code",
                                "scope", "openid",
                                "redirect_uri", CALLBACK))
                .then()
                .statusCode(201)
                .body(hasJsonPath("$.expires_in", equalTo(LIFETIME)))
                .extract()
                .path("request_uri");
        return Urls.query(
                OAUTH.url("/realms/" + REALM + "/protocol/openid-connect/auth"),
                Map.of("client_id", "app", "request_uri", requestUri));
    }
}

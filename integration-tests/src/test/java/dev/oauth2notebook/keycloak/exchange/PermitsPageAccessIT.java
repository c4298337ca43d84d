package dev.oauth2notebook.keycloak.exchange;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.oauth2notebook.keycloak.support.Admin;
import dev.oauth2notebook.keycloak.support.NotebookServer;
import dev.oauth2notebook.keycloak.support.OAuth2;
import dev.oauth2notebook.keycloak.support.Person;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who sees the page of the permits, and what protects it. */
@ExtendWith(NotebookServer.class)
class PermitsPageAccessIT {

    private static final String PAGE = "/realms/notebook/permits";
    private static final Map<String, String> FORM = Map.of(
            "requester", "backend",
            "subjectClient", "backend",
            "audience", "report-service");

    private static Person viewer;

    @BeforeAll
    static void signIn() {
        viewer = administrator("view-realm", "view-clients", "view-users");
    }

    @Test
    void visitorIsSentToTheAdminConsole() {
        Response response = given().get(url(PAGE));
        response.then().statusCode(403);
        assertThat(response.asString())
                .contains("href=\"" + url("/admin/notebook/console/") + "\"")
                .doesNotContain("backend-calls-downstream");
    }

    @Test
    void userWithoutTheRolesIsRefused() {
        for (Person person : List.of(administrator(), administrator("view-realm"), administrator("view-clients"))) {
            Response response = as(person).get(url(PAGE));
            response.then().statusCode(403);
            assertThat(response.asString()).contains("view-realm").doesNotContain("backend-calls-downstream");
        }
    }

    @Test
    void administratorWithoutViewUsersCannotSimulate() {
        Person person = administrator("view-realm", "view-clients");
        assertThat(as(person).get(url(PAGE)).then().statusCode(200).extract().asString())
                .contains("backend-calls-downstream")
                .doesNotContain("<form");
        as(person).formParams(FORM).post(url(PAGE)).then().statusCode(403);
    }

    @Test
    void signedOutOrDisabledAdministratorIsRefused() {
        Person person = administrator("view-realm", "view-clients");
        as(person).get(url(PAGE)).then().statusCode(200);
        Admin admin = new Admin(NotebookServer.get());
        admin.request()
                .post("/notebook/users/" + id(admin, "/users?username=" + person.name()) + "/logout")
                .then()
                .statusCode(204);
        as(person).get(url(PAGE)).then().statusCode(403);
        given().header("Cookie", "KEYCLOAK_IDENTITY=garbage")
                .get(url(PAGE))
                .then()
                .statusCode(403);
    }

    @Test
    void pageHasStrictHeaders() {
        for (Response response : List.of(given().get(url(PAGE)), as(viewer).get(url(PAGE)))) {
            assertThat(response.headers().getValues("Content-Security-Policy"))
                    .singleElement()
                    .asString()
                    .startsWith("default-src 'none'")
                    .contains("frame-ancestors 'none'", "form-action 'self'", "base-uri 'none'")
                    .doesNotContain("unsafe");
            assertThat(response.headers().getValues("Cache-Control")).containsExactly("no-store");
            assertThat(response.header("X-Frame-Options")).isEqualTo("DENY");
            assertThat(response.header("X-Content-Type-Options")).isEqualTo("nosniff");
        }
    }

    @Test
    void formOfAnotherSiteIsRefused() {
        for (Map<String, String> headers : List.of(
                Map.of("Sec-Fetch-Site", "cross-site"),
                Map.of("Sec-Fetch-Site", "same-site"),
                Map.of("Origin", "https://attacker.example"),
                Map.of("Origin", "null"))) {
            as(viewer).headers(headers).formParams(FORM).post(url(PAGE)).then().statusCode(403);
        }
        as(viewer).formParams(FORM).post(url(PAGE)).then().statusCode(200);
        given().formParams(FORM).post(url(PAGE)).then().statusCode(403);
    }

    @Test
    void inputIsEscaped() {
        String attack = "\"><script>alert(1)</script>${7*7}";
        Response response =
                as(viewer).formParams(OAuth2.with(FORM, "requester", attack)).post(url(PAGE));
        response.then().statusCode(400);
        assertThat(response.asString()).contains("&lt;script&gt;").doesNotContain("<script>alert", "49");
    }

    @Test
    void otherRealmsHaveNoPage() {
        TestRealm realm = TestRealm.shared();
        for (String path : List.of(
                "/realms/" + realm.name() + "/permits",
                "/realms/master/permits",
                "/realms/master/permits/" + realm.name(),
                "/realms/master/permits/nothing",
                "/realms/notebook/permits/master",
                "/realms/notebook/permits/notebook")) {
            as(viewer).get(url(path)).then().statusCode(404);
            as(viewer).formParams(FORM).post(url(path)).then().statusCode(404);
        }
        given().get(url("/realms/master/permits/notebook")).then().statusCode(403);
    }

    /** Creates a user with roles of {@code realm-management}, who signs in. */
    private static Person administrator(String... roles) {
        Person person = new Admin(NotebookServer.get()).newAdministrator(roles);
        OAuth2 oauth = new OAuth2(NotebookServer.get());
        oauth.authorize(person, oauth.authorizationRequest("openid"));
        return person;
    }

    private static String id(Admin admin, String path) {
        return admin.request().get("/notebook" + path).jsonPath().getString("[0].id");
    }

    private static RequestSpecification as(Person person) {
        return given().header("Cookie", person.cookieHeader());
    }

    private static String url(String path) {
        return NotebookServer.get().localUrl() + path;
    }
}

package dev.oauth2notebook.keycloak.flow;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.startsWith;

import dev.oauth2notebook.keycloak.support.Admin;
import dev.oauth2notebook.keycloak.support.NotebookServer;
import dev.oauth2notebook.keycloak.support.OAuth2;
import dev.oauth2notebook.keycloak.support.Person;
import dev.oauth2notebook.keycloak.support.Urls;
import io.restassured.response.Response;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page {@code /callback}, which receives the notebook's authorization response. */
@ExtendWith(NotebookServer.class)
class CallbackIT {

    private static final List<String> PARAMETERS = List.of("code", "state", "iss", "error", "error_description");

    private final OAuth2 oauth = new OAuth2(NotebookServer.get());

    @ParameterizedTest
    @MethodSource("dev.oauth2notebook.keycloak.support.InjectionPayloads#all")
    void markupInTheResponseIsShownAsText(String payload) {
        Document plain = page(all("harmless"));
        Document page = page(all(payload));
        assertThat(page.body().text().split(Pattern.quote(payload), -1)).hasSize(PARAMETERS.size() + 1);
        assertThat(page.select("#pwned, [onerror], [onload], [onmouseover], [href^=javascript], base"))
                .isEmpty();
        page.select("[href], [src], [action]").forEach(element -> {
            String attribute = element.hasAttr("href") ? "href" : element.hasAttr("src") ? "src" : "action";
            assertThat(element.absUrl(attribute))
                    .matches(url -> url.startsWith(oauth.url("/")) || url.startsWith("https://www.rfc-editor.org/"));
        });
        assertThat(page.select("*")).hasSameSizeAs(plain.select("*"));
        assertThat(page.select("script").outerHtml()).doesNotContain("alert(1)");
    }

    @Test
    void lineBreaksInTheResponseDoNotReachTheHeaders() {
        Response response = open(Map.of("code", "a\r\nSet-Cookie: pwned=1\r\n\r\n<b id=pwned>"));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.getCookies()).doesNotContainKey("pwned");
        assertThat(Jsoup.parse(response.asString()).select("#pwned")).isEmpty();
    }

    /** Only the parameters of RFC 6749 §4.1.2 and RFC 9207 are shown; a token in a link is not echoed. */
    @Test
    void otherParametersAreNotShown() {
        String text = page(Map.of("access_token", "smuggled-1", "message", "smuggled-2"))
                .text();
        assertThat(text).doesNotContain("smuggled");
    }

    @Test
    void oversizedResponseCausesNoServerError() {
        Response response = open(Map.of("state", "x".repeat(6_000)));
        assertThat(response.statusCode()).isLessThan(500);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE"})
    void otherMethodsAreNotAllowed(String method) {
        given().request(method, oauth.url("/callback"))
                .then()
                .statusCode(405)
                .header("Allow", "GET, HEAD, OPTIONS, POST");
    }

    @Test
    void postWithoutAFormShowsNoResponse() {
        String page = given().contentType("application/json")
                .body("{\"code\":\"smuggled\"}")
                .post(oauth.url("/callback"))
                .asString();
        assertThat(page).contains("no authorization response").doesNotContain("smuggled");
    }

    @Test
    void jwtNotSignedByThisRealmIsNotShown() {
        String jwt = "eyJhbGciOiJub25lIn0.eyJjb2RlIjoiZm9yZ2VkIiwiZXhwIjo0MTAyNDQ0ODAwfQ.";
        for (String response : List.of(jwt, jwt + "AAAA", "a.b.c", "e30.e30.", "x", "a.b.c.d.e")) {
            assertThat(page(Map.of("response", response)).text())
                    .contains("cannot be shown")
                    .doesNotContain("forged");
        }
    }

    @Test
    void returnFromLogoutIsNotShownAsAResponse() {
        assertThat(given().get(oauth.url("/callback")).asString()).contains("signing out");
        assertThat(page(Map.of("state", "s")).text()).contains("signing out", "s");
    }

    /** Errors that the same request would cause again do not lead to this suggestion. */
    @ParameterizedTest
    @CsvSource({"access_denied, true", "temporarily_unavailable, true", "invalid_scope, false", "other, false"})
    void repeatingTheStepIsSuggestedOnlyIfItCanHelp(String error, boolean helps) {
        Document page = page(Map.of("error", error, "error_description", "Because"));
        assertThat(page.select("#next-step").text().contains("run the authorization step again"))
                .isEqualTo(helps);
        assertThat(page.select("main p").first().text()).isEqualTo("Because");
    }

    @Test
    void pageIsNotCachedAndDoesNotLeakTheCode() {
        Response page = open(Map.of("code", "c"));
        page.then()
                .statusCode(200)
                .contentType(startsWith("text/html"))
                .header("Cache-Control", "no-store")
                .header("Referrer-Policy", "no-referrer")
                .header("X-Content-Type-Options", "nosniff")
                .header("X-Frame-Options", "SAMEORIGIN");
        assertThat(String.join(" + ", page.headers().getValues("Content-Security-Policy")))
                .contains("frame-ancestors 'self'", "default-src 'none'; script-src 'self'; style-src 'self'")
                .doesNotContain("unsafe");
    }

    @Test
    void pageLoadsNothingFromOtherHosts() {
        Document page = page(Map.of("code", "c"));
        page.select("script[src], link[href], img[src], iframe[src]").forEach(element -> {
            String url = element.hasAttr("src") ? element.absUrl("src") : element.absUrl("href");
            assertThat(url).startsWith(oauth.url("/"));
        });
    }

    @Test
    void codeAndStateAreShownForCopying() {
        Map<String, String> request = oauth.authorizationRequest("openid");
        Person person = new Admin(NotebookServer.get()).newPerson();
        String response = oauth.authorize(person, request).url();
        Person.Page page = person.open(response);
        page.response().then().statusCode(200).header("Cache-Control", "no-store");
        assertThat(page.text())
                .contains(Urls.parameter(response, "code"))
                .contains(request.get("state"))
                .contains(oauth.url("/realms/notebook"));
    }

    @Test
    void errorIsShown() {
        assertThat(page(Map.of("error", "access_denied", "error_description", "Not today"))
                        .text())
                .contains("access_denied", "Not today");
    }

    @Test
    void pageWithoutAResponseSaysSo() {
        Document page = Jsoup.parse(given().get(oauth.url("/callback")).asString());
        assertThat(page.select("#no-response").text()).contains("no authorization response");
        assertThat(page.select("output").text()).isBlank();
    }

    private static Map<String, String> all(String value) {
        return PARAMETERS.stream().collect(Collectors.toMap(Function.identity(), name -> value));
    }

    private Document page(Map<String, String> response) {
        Response page = open(response);
        page.then().statusCode(200);
        return Jsoup.parse(page.asString(), oauth.url("/callback"));
    }

    private Response open(Map<String, String> response) {
        return given().urlEncodingEnabled(false)
                .header("Accept", "text/html")
                .get(URI.create(Urls.query(oauth.url("/callback"), response)));
    }
}

package dev.oauth2notebook.keycloak.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator.FilterOptions;
import dev.oauth2notebook.keycloak.browser.ExplorerWalk.Shown;
import dev.oauth2notebook.keycloak.support.Admin;
import dev.oauth2notebook.keycloak.support.Browser;
import dev.oauth2notebook.keycloak.support.ExplorerServer;
import dev.oauth2notebook.keycloak.support.InjectionPayloads;
import dev.oauth2notebook.keycloak.support.OAuth2;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Whatever clients send stays text in the explorer: in the page, and in everything that is kept of it. */
@ExtendWith(ExplorerServer.class)
@ResourceLock(ExplorerServer.REQUESTS)
class ExplorerPayloadIT {

    /** Is sent first, because everything else has to be shown as it is. */
    private static final String HARMLESS = "harmless (text)";

    /** Requests with each payload. */
    private static final int KINDS = 8;

    private final OAuth2 oauth = new OAuth2(ExplorerServer.get());
    private final Admin admin = new Admin(ExplorerServer.get());

    @Test
    void payloadsOfClientsAreShownAsText(@TempDir Path folder) throws IOException {
        List<String> payloads = new ArrayList<>(List.of(HARMLESS));
        payloads.addAll(InjectionPayloads.all());
        String initialToken = admin.initialAccessToken(payloads.size());
        try (Browser browser = new Browser();
                Window window = new Window(browser, new NewContextOptions(), ExplorerServer.get())) {
            window.go("/explorer");
            ExplorerSteps.clear(window.page());
            IntStream.range(0, payloads.size()).forEach(number -> send(payloads.get(number), number, initialToken));
            assertThat(window.page().locator(".ex-flow-title").filter(new FilterOptions().setHasText("Registration")))
                    .hasCount(payloads.size());
            ExplorerWalk walk = ExplorerWalk.through(window.page());
            assertThat(window.page().locator("#pwned, base, #explorer :is(script, img, iframe, form, meta)"))
                    .hasCount(0);
            assertAll(
                    () -> assertShownLikeHarmless(payloads, walk.requests()),
                    () -> new KeptFiles(walk.files(), folder).assertTheyContainAsText(payloads));
        }
    }

    private void send(String payload, int number, String initialToken) {
        Function<String, RequestSpecification> request = kind -> given().header("Pragma", kind + "-" + number);
        Function<String, RequestSpecification> form =
                kind -> request.apply(kind).contentType(ContentType.URLENC.withCharset(StandardCharsets.UTF_8));
        String token = forgedToken(payload);
        form.apply("token")
                .header("User-Agent", payload)
                .queryParam("scope", payload)
                .formParam("grant_type", "client_credentials")
                .formParam("client_id", payload)
                .formParam("scope", payload)
                .formParam(payload, payload)
                .post(oauth.url("/token"));
        form.apply("scope")
                .formParams(oauth.as("backend"))
                .formParam("grant_type", "client_credentials")
                .formParam("scope", payload)
                .post(oauth.url("/token"));
        form.apply("exchange")
                .formParams(oauth.as("backend"))
                .formParam("grant_type", OAuth2.TOKEN_EXCHANGE)
                .formParam("subject_token", token)
                .formParam("subject_token_type", payload)
                .formParam("audience", payload)
                .post(oauth.url("/token"));
        form.apply("introspect")
                .formParams(oauth.as("backend"))
                .formParam("token", payload)
                .post(oauth.url("/introspect"));
        request.apply("authorize")
                .accept("text/html")
                .queryParams(Map.of("client_id", payload, "scope", payload, "state", payload, "login_hint", payload))
                .get(oauth.url("/realms/notebook/protocol/openid-connect/auth"));
        request.apply("callback")
                .accept("text/html")
                .queryParams(Map.of("code", payload, "iss", payload, "error", payload, "error_description", payload))
                .get(oauth.url("/callback"));
        request.apply("api").header("Authorization", "Bearer " + token).get(oauth.url("/api/test"));
        request.apply("register")
                .header("Authorization", "Bearer " + initialToken)
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "client_name",
                        payload,
                        "software_id",
                        payload,
                        payload,
                        payload,
                        "redirect_uris",
                        List.of("https://app.example/callback")))
                .post(oauth.url("/register"))
                .then()
                .statusCode(201);
    }

    /** In the same places, and by the same elements. */
    private static void assertShownLikeHarmless(List<String> payloads, List<Shown> requests) {
        Map<String, Shown> byLabel = requests.stream()
                .collect(Collectors.toMap(request -> request.at("Headers Pragma"), Function.identity()));
        List<String> kinds = byLabel.keySet().stream()
                .filter(label -> label.endsWith("-0"))
                .map(label -> label.substring(0, label.length() - 2))
                .toList();
        assertThat(kinds).hasSize(KINDS);
        assertThat(byLabel).hasSize(KINDS * payloads.size());
        SoftAssertions.assertSoftly(softly -> {
            for (String kind : kinds) {
                Shown harmless = byLabel.get(kind + "-0");
                for (int number = 1; number < payloads.size(); number++) {
                    String payload = payloads.get(number);
                    Shown request = byLabel.get(kind + "-" + number);
                    softly.assertThat(request.placesOf(payload))
                            .as("places of %s in %s", payload, kind)
                            .containsExactlyInAnyOrderElementsOf(placesFor(payload, harmless));
                    softly.assertThat(request.shape())
                            .as("elements for %s in %s", payload, kind)
                            .containsExactlyInAnyOrderElementsOf(harmless.shape());
                }
            }
        });
    }

    /** REST-assured sends headers in ASCII only. */
    private static List<String> placesFor(String payload, Shown harmless) {
        boolean isAscii = StandardCharsets.US_ASCII.newEncoder().canEncode(payload);
        return harmless.placesOf(HARMLESS).stream()
                .filter(place -> isAscii || !place.equals("Headers User-Agent"))
                .toList();
    }

    /** Anybody can send such a token: the explorer decodes it, although the server rejects it. */
    private static String forgedToken(String payload) {
        Map<String, Object> claims = new LinkedHashMap<>();
        for (String claim : List.of("iss", "sub", "azp", "preferred_username", "scope", "name", "jti", "typ")) {
            claims.put(claim, payload);
        }
        claims.put(payload, payload);
        claims.put("aud", List.of(payload, payload));
        claims.put("act", Map.of("sub", payload, payload, payload));
        return encode(Map.of("alg", payload, "kid", payload)) + "." + encode(claims) + ".c2ln";
    }

    private static String encode(Map<String, Object> json) {
        try {
            byte[] text = new ObjectMapper().writeValueAsString(json).getBytes(StandardCharsets.UTF_8);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}

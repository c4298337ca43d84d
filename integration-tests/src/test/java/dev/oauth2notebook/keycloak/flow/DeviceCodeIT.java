package dev.oauth2notebook.keycloak.flow;

import static dev.oauth2notebook.keycloak.support.Poll.until;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.oauth2notebook.keycloak.support.Admin;
import dev.oauth2notebook.keycloak.support.OAuth2;
import dev.oauth2notebook.keycloak.support.Person;
import dev.oauth2notebook.keycloak.support.ServerProcess;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The page for user codes (RFC 8628 §3.3): refusals, questions and the limit of wrong codes. A server of its own, whose
 * proxy gives every test an address of its own: elsewhere wrong codes would block the other tests.
 */
class DeviceCodeIT {

    private static final String WRONG = "BBBB-BBBB";
    private static final int BROWSER_LIMIT = 10;
    private static final int NETWORK_LIMIT = 50;
    private static final int BLOCK = 15;
    private static final AtomicInteger ADDRESSES = new AtomicInteger();

    private static ServerProcess server;

    private final String address = "10.1.0." + ADDRESSES.incrementAndGet();
    private final OAuth2 oauth = new OAuth2(server);
    private final Admin admin = new Admin(server);
    private final Person person = at(address);

    @BeforeAll
    static void start() {
        server = ServerProcess.start(
                "--proxy-headers=xforwarded", "--spi-realm-restapi-extension--device--wrong-code-block=" + BLOCK);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"BBBB-BBBB", "AAAA-AAAA", "B", "----", "../../x", "\"><b id=\"pwned\">"})
    void inventedCodeIsUnknownAndKept(String code) {
        refused(enter(code), "This code is not known.", code);
    }

    @Test
    void longCodeIsUnknownAndCut() {
        refused(enter("B".repeat(5000)), "This code is not known.", "B".repeat(32));
    }

    @Test
    void inventedCodeInALinkIsAskedAboutAndUnknownOnceItIsConfirmed() {
        Person.Page question = follow(WRONG);
        asks(question, WRONG);
        assertThat(events()).isEmpty();
        refused(person.submit(question, Map.of(), null), "This code is not known.", WRONG);
    }

    @ParameterizedTest
    @ValueSource(strings = {"AAAA-AAAA", "B", "Call%20555", "%3Cb%3E"})
    void linkWithWhatCannotBeACodeIsRefusedAndNoEvent(String code) {
        Person.Page page = person.open(link(code));
        page.response().then().statusCode(400);
        assertThat(page.text()).contains("This code is not known.");
        assertThat(page.document().select("output")).isEmpty();
        assertThat(events()).isEmpty();
    }

    @Test
    void refusedCodeIsShownAsOnTheDevice() {
        refused(enter("bbbb cccc"), "This code is not known.", "BBBB-CCCC");
    }

    @Test
    void expiredCodeIsRefused() {
        String client = Accounts.newDevice(admin, 1, 5);
        Response device = oauth.post("/device_authorization", Map.of("client_id", client));
        String code = device.path("user_code");
        Person.Page page = until(() -> enter(code), answer -> answer.response().statusCode() == 400);
        refused(page, "This code has expired.", code);
        refused(enter(code), "This code has expired.", code);
    }

    @Test
    void usedCodeIsRefusedBeforeAndAfterTheDeviceHasItsTokens() {
        Response device = device();
        String code = device.path("user_code");
        answer(code, "accept");
        refused(enter(code), "This code was already used.", code);
        oauth.post("/token", poll(device)).then().statusCode(200);
        refused(enter(code), "This code was already used.", code);
    }

    @Test
    void deniedCodeIsRefused() {
        String code = device().path("user_code");
        answer(code, "cancel");
        refused(enter(code), "This code was denied.", code);
    }

    @Test
    void codeOfADeletedClientIsUnknown() {
        String client = Accounts.newDevice(admin, 600, 5);
        String code =
                oauth.post("/device_authorization", Map.of("client_id", client)).path("user_code");
        String id = Accounts.get(admin, "/clients?clientId=" + client).getString("[0].id");
        admin.request().delete("/notebook/clients/" + id).then().statusCode(204);
        refused(enter(code), "This code is not known.", code);
    }

    @Test
    void refusalIsAnEventWithTheReason() {
        refused(enter(WRONG), "This code is not known.", WRONG);
        assertThat(events())
                .containsExactly(Map.of("error", "invalid_oauth2_user_code", "reason", "user code not found"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   "})
    void emptyCodeIsAskedForAgainAndDoesNotCount(String code) {
        for (int i = 0; i <= BROWSER_LIMIT; i++) {
            Person.Page page = enter(code);
            assertThat(page.response().statusCode()).isEqualTo(200);
            assertThat(page.document().select("[name=device_user_code]")).hasSize(1);
        }
        assertThat(events()).isEmpty();
    }

    /** RFC 8628 §5.4: who is sent a link or a QR code must not connect a foreign device by following it. */
    @Test
    void linkAsksAndChangesNothing() {
        Response device = device();
        Person.Page page = follow(device.path("user_code"));
        asks(page, device.path("user_code"));
        assertThat(oauth.post("/token", poll(device)).<String>path("error")).isEqualTo("authorization_pending");
        assertThat(person.submit(page, Map.of(), null).document().select("[name=password]"))
                .hasSize(1);
    }

    @Test
    void noLeadsToAPageThatDeniesNothing() {
        Response device = device();
        Person.Page page = follow(device.path("user_code"));
        String no = page.document().select("form[method=get]").attr("abs:action");
        Person.Page declined = person.open(no);
        assertThat(declined.text()).contains("Nothing was shared", "If somebody sent you the code or the link");
        assertThat(oauth.post("/token", poll(device)).<String>path("error")).isEqualTo("authorization_pending");
        asks(follow(device.path("user_code")), device.path("user_code"));
    }

    @ParameterizedTest
    @CsvSource({
        "Sec-Fetch-Site, cross-site",
        "Sec-Fetch-Site, same-site",
        "Sec-Fetch-Site, none",
        "Origin, null",
        "Origin, https://evil.example"
    })
    void formOfAnotherSiteIsALink(String header, String value) {
        String code = device().path("user_code");
        Person.Page form = at(address).open(oauth.url("/device"));
        asks(at(address).withHeader(header, value).submit(form, Map.of("device_user_code", code), null), code);
        asks(at(address).withHeader(header, value).submit(form, Map.of("device_user_code", WRONG), null), WRONG);
        assertThat(events()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Sec-Fetch-Site", "Origin"})
    void ownFormGoesOn(String header) {
        person.withHeader(header, header.equals("Origin") ? server.localUrl() : "same-origin");
        assertThat(enter(device().path("user_code")).document().select("[name=password]"))
                .hasSize(1);
    }

    /** RFC 8628 §6.1. */
    @ParameterizedTest
    @ValueSource(strings = {"%s", "  %s ", "%s\u00AD", "\u200B%s"})
    void codeMayBeTypedInSmallLettersWithAnyHyphenOrNone(String form) {
        for (String hyphen : List.of("", " ", "-", "\u2011", "\u2013", "\u00A0", " - ")) {
            String code = device().<String>path("user_code").toLowerCase(Locale.ROOT);
            String typed = String.format(Locale.ROOT, form, code.replace("-", hyphen));
            assertThat(enterAs(at(address), typed).document().select("[name=password]"))
                    .as(typed)
                    .hasSize(1);
        }
    }

    @Test
    void pagesAreNeverCachedAndNameTheirOriginToTheServerAlone() {
        for (String path :
                List.of("", "?user_code=" + WRONG, "?user_code=" + device().path("user_code"), "/declined")) {
            Response page = person.open(server.localUrl() + "/realms/notebook/device" + path)
                    .response();
            assertThat(page.header("Cache-Control")).contains("no-store");
            assertThat(page.headers().getValues("Referrer-Policy")).containsExactly("same-origin");
        }
    }

    @Test
    void browserIsKnownAgainByACookieForTheServerAlone() {
        Response page = enter(WRONG).response();
        var cookie = page.getDetailedCookie("DEVICE_BROWSER");
        assertThat(cookie.isHttpOnly()).isTrue();
        assertThat(cookie.isSecured()).isTrue();
        assertThat(cookie.getSameSite()).isEqualTo("Lax");
        assertThat(cookie.getPath()).isEqualTo("/realms/notebook/");
        assertThat(enter(WRONG).response().getDetailedCookie("DEVICE_BROWSER")).isNull();
    }

    /** A picture with the device page as its source, or a form that a script posts, on any page that people open. */
    @Test
    void webPageCannotBlockTheNetworkOfItsVisitors() {
        Person visitor = at(address).withHeader("Sec-Fetch-Site", "cross-site");
        Person.Page form = visitor.open(oauth.url("/device"));
        for (int i = 0; i <= NETWORK_LIMIT; i++) {
            assertThat(visitor.open(link(WRONG)).response().statusCode()).isEqualTo(200);
            Person.Page page = visitor.submit(form, Map.of("device_user_code", WRONG), null);
            assertThat(page.response().statusCode()).isEqualTo(200);
        }
        assertThat(events()).isEmpty();
        refused(enter(WRONG), "This code is not known.", WRONG);
    }

    @Test
    void whatCannotBeACodeDoesNotCount() {
        for (int i = 0; i <= BROWSER_LIMIT; i++) {
            assertThat(enter("AAAA-AAA" + i).response().statusCode()).isEqualTo(400);
        }
        goesOn(enter(device().path("user_code")));
    }

    @Test
    void networkIsBlockedAfterTooManyWrongCodesAndFreeAgainLater() {
        String code = device().path("user_code");
        wrongCodesFromNewBrowsers(NETWORK_LIMIT);
        Person.Page page = enterAs(at(address), code);
        page.response().then().statusCode(429);
        assertThat(Integer.parseInt(page.response().header("Retry-After"))).isBetween(1, BLOCK);
        assertThat(page.text()).contains("Too many wrong codes", "Try again in one minute.");
        assertThat(page.document().select("[name=password]")).isEmpty();
        assertThat(events())
                .filteredOn(Map.of("error", "too_many_wrong_user_codes")::equals)
                .hasSize(1);
        asks(at(address).open(link(code)), code);
        goesOn(enterAs(at("10.2.0.1"), code));
        goesOn(until(
                () -> enterAs(at(address), code), answer -> answer.response().statusCode() != 429));
    }

    /** Thirty people behind one address, each with a typo; the calculation is in docs/device.md. */
    @Test
    void classBehindOneAddressIsNotBlocked() {
        Person.Page form = at(address).open(oauth.url("/device"));
        for (int i = 0; i < 30; i++) {
            Person pupil = at(address);
            Person.Page wrong = pupil.submit(form, Map.of("device_user_code", WRONG), null);
            assertThat(wrong.response().statusCode()).isEqualTo(400);
            goesOn(pupil.submit(wrong, Map.of("device_user_code", device().path("user_code")), null));
        }
    }

    @Test
    void browserIsBlockedWhateverItsAddress() {
        for (int i = 0; i < BROWSER_LIMIT; i++) {
            assertThat(enter(WRONG).response().statusCode()).isEqualTo(400);
            person.withHeader("X-Forwarded-For", "10.3.0." + i);
        }
        assertThat(enter(WRONG).response().statusCode()).isEqualTo(429);
    }

    @Test
    void addressesOfOneIpv6NetworkCountTogetherInEveryForm() {
        for (int i = 0; i < NETWORK_LIMIT; i++) {
            String form = i % 2 == 0 ? "fd00:db8::" + i : "[fd00:db8::" + i + "]:" + (1024 + i);
            assertThat(post(form, WRONG)).isEqualTo(400);
        }
        assertThat(post("fd00:db8::ffff", WRONG)).isEqualTo(429);
        assertThat(post("[fd00:db8::ffff]:443", WRONG)).isEqualTo(429);
        assertThat(post("[fd00:db8:0:1::1]:443", WRONG)).isEqualTo(400);
    }

    /** RFC 7239 §6: a proxy may say {@code unknown} or an invented name, and a bad one passes on what it was sent. */
    @Test
    void clientsWithoutAReadableAddressShareALimit() {
        List<String> nodes =
                List.of("unknown", "_hidden", "_SEVKISEK:80", "evil.example:80", "999.1.1.1", "[::1", "a, b");
        for (int i = 0; i < NETWORK_LIMIT; i++) {
            assertThat(post(nodes.get(i % nodes.size()), WRONG))
                    .as("wrong code %d", i)
                    .isEqualTo(400);
        }
        for (String node : nodes) {
            assertThat(post(node, WRONG)).as(node).isEqualTo(429);
        }
        assertThat(post(address, WRONG)).isEqualTo(400);
    }

    @Test
    void rightCodesDoNotCount() {
        String code = device().path("user_code");
        for (int i = 1; i < BROWSER_LIMIT; i++) {
            enter(WRONG);
            goesOn(enter(code));
            goesOn(enter(code));
        }
        assertThat(enter(WRONG).response().statusCode()).isEqualTo(400);
        assertThat(enter(code).response().statusCode()).isEqualTo(429);
    }

    @Test
    void parallelGuessesAreNotLookedUpMoreOftenThanAllowed() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Integer>> guesses = IntStream.range(0, NETWORK_LIMIT * 2)
                    .mapToObj(i -> (Callable<Integer>) () -> post(address, WRONG))
                    .toList();
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> guess : threads.invokeAll(guesses)) {
                statuses.add(guess.get());
            }
            assertThat(statuses).contains(429).containsOnly(400, 429);
            assertThat(statuses.stream().filter(status -> status == 400)).hasSizeBetween(1, NETWORK_LIMIT);
        } finally {
            threads.shutdownNow();
        }
    }

    private void wrongCodesFromNewBrowsers(int number) {
        for (int i = 0; i < number; i++) {
            assertThat(post(address, WRONG)).isEqualTo(400);
        }
    }

    /** Posts a code as a program that is no browser and keeps no cookies, and returns the status. */
    private static int post(String node, String code) {
        return given().header("X-Forwarded-For", node)
                .header("X-Forwarded-Proto", "https")
                .formParam("device_user_code", code)
                .post(server.localUrl() + "/realms/notebook/device")
                .statusCode();
    }

    private static void goesOn(Person.Page page) {
        page.response().then().statusCode(200);
        assertThat(page.document().select("[name=password]")).hasSize(1);
    }

    private static void refused(Person.Page page, String sentence, String kept) {
        page.response().then().statusCode(400);
        assertThat(page.text()).containsOnlyOnce(sentence);
        var field = page.document().selectFirst("[name=device_user_code]");
        assertThat(field.attr("value")).isEqualTo(kept);
        assertThat(field.hasAttr("autofocus")).isTrue();
        assertThat(field.attr("aria-invalid")).isEqualTo("true");
        assertThat(page.document().select("[role=alert]").text()).startsWith(sentence);
        assertThat(page.document().select("#pwned, [name=password]")).isEmpty();
    }

    private static void asks(Person.Page page, String code) {
        page.response().then().statusCode(200);
        assertThat(page.text()).contains(code, "Yes", "No");
        assertThat(page.document().select("[name=password]")).isEmpty();
    }

    private static Person at(String address) {
        return new Person("alice", "alice").withHeader("X-Forwarded-For", address);
    }

    private Response device() {
        Response device = oauth.post("/device_authorization", Map.of("client_id", "tv", "scope", "openid"));
        device.then().statusCode(200);
        return device;
    }

    private Map<String, String> poll(Response device) {
        return Map.of("client_id", "tv", "grant_type", OAuth2.DEVICE_CODE, "device_code", device.path("device_code"));
    }

    private Person.Page enter(String code) {
        return enterAs(person, code);
    }

    private Person.Page enterAs(Person typing, String code) {
        return typing.submit(typing.open(oauth.url("/device")), Map.of("device_user_code", code), null);
    }

    private Person.Page follow(String code) {
        return person.open(link(code));
    }

    private String link(String code) {
        return oauth.url("/device?user_code=" + code);
    }

    private void answer(String code, String button) {
        Person who = admin.newPerson().withHeader("X-Forwarded-For", address);
        who.press(who.logIn(who.openDevice(link(code)), null), button, null);
    }

    /** Errors of this test's address, with their reason. */
    private List<Map<String, String>> events() {
        List<Map<String, String>> errors = new ArrayList<>();
        List<Map<String, Object>> events = admin.request()
                .queryParam("ipAddress", address)
                .queryParam("type", "OAUTH2_DEVICE_VERIFY_USER_CODE_ERROR")
                .get("/notebook/events")
                .jsonPath()
                .getList("$");
        for (Map<String, Object> event : events) {
            Map<String, String> error = new HashMap<>();
            error.put("error", (String) event.get("error"));
            Object reason = ((Map<?, ?>) event.getOrDefault("details", Map.of())).get("reason");
            if (reason != null) {
                error.put("reason", (String) reason);
            }
            errors.add(error);
        }
        return errors;
    }
}

package dev.oauth2notebook.keycloak.flow;

import static dev.oauth2notebook.keycloak.support.Poll.until;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.oauth2notebook.keycloak.support.Admin;
import dev.oauth2notebook.keycloak.support.OAuth2;
import dev.oauth2notebook.keycloak.support.Person;
import dev.oauth2notebook.keycloak.support.Server;
import dev.oauth2notebook.keycloak.support.ShortBlockServer;
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
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The page for user codes (RFC 8628 §3.3): errors, confirmation and the limit of wrong codes. Uses a separate server
 * that trusts forwarded addresses, and a different address in every test, because wrong codes would block other tests.
 */
@ExtendWith(ShortBlockServer.class)
@Order(1)
class DeviceCodeIT {

    private static final String WRONG = "BBBB-BBBB";
    private static final int BROWSER_LIMIT = 10;
    private static final int NETWORK_LIMIT = 50;
    private static final AtomicInteger ADDRESSES = new AtomicInteger();

    private final Server server = ShortBlockServer.get();
    private final String address = "10.1.0." + ADDRESSES.incrementAndGet();
    private final OAuth2 oauth = new OAuth2(server);
    private final Admin admin = new Admin(server);
    private final Person person = at(address);

    @ParameterizedTest
    @ValueSource(strings = {"BBBB-BBBB", "AAAA-AAAA", "B", "----", "../../x", "\"><b id=\"pwned\">"})
    void unknownCodeIsRefusedAndKeptInTheField(String code) {
        assertRefused(enter(code), "This code is not valid.", code);
    }

    @Test
    void overlongCodeIsRefusedAndTruncated() {
        assertRefused(enter("B".repeat(5000)), "This code is not valid.", "B".repeat(32));
    }

    @Test
    void unknownCodeInALinkIsRefusedOnConfirmation() {
        Person.Page question = openLink(WRONG);
        assertAsksForConfirmation(question, WRONG);
        assertThat(events()).isEmpty();
        assertRefused(person.submit(question, Map.of(), null), "This code is not valid.", WRONG);
    }

    @ParameterizedTest
    @ValueSource(strings = {"AAAA-AAAA", "B", "Call%20555", "%3Cb%3E"})
    void linkWithAMalformedCodeIsRefusedWithoutAnEvent(String code) {
        Person.Page page = person.open(link(code));
        page.response().then().statusCode(400);
        assertThat(page.text()).contains("This code is not valid.");
        assertThat(page.document().select("output")).isEmpty();
        assertThat(events()).isEmpty();
    }

    @Test
    void refusedCodeIsShownInTheFormatOfTheDevice() {
        assertRefused(enter("bbbb cccc"), "This code is not valid.", "BBBB-CCCC");
    }

    @Test
    void expiredCodeIsRefused() {
        String client = Accounts.newDevice(admin, 1, 5);
        Response device = oauth.post("/device_authorization", Map.of("client_id", client));
        String code = device.path("user_code");
        Person.Page page = until(() -> enter(code), answer -> answer.response().statusCode() == 400);
        assertRefused(page, "This code has expired.", code);
        assertRefused(enter(code), "This code has expired.", code);
    }

    @Test
    void usedCodeIsRefusedBeforeAndAfterTheDeviceHasItsTokens() {
        Response device = device();
        String code = device.path("user_code");
        approveOrDeny(code, "accept");
        assertRefused(enter(code), "This code was already used.", code);
        oauth.post("/token", poll(device)).then().statusCode(200);
        assertRefused(enter(code), "This code was already used.", code);
    }

    @Test
    void deniedCodeIsRefused() {
        String code = device().path("user_code");
        approveOrDeny(code, "cancel");
        assertRefused(enter(code), "This code was denied.", code);
    }

    @Test
    void codeOfADeletedClientIsUnknown() {
        String client = Accounts.newDevice(admin, 600, 5);
        String code =
                oauth.post("/device_authorization", Map.of("client_id", client)).path("user_code");
        String id = Accounts.get(admin, "/clients?clientId=" + client).getString("[0].id");
        admin.request().delete("/notebook/clients/" + id).then().statusCode(204);
        assertRefused(enter(code), "This code is not valid.", code);
    }

    @Test
    void refusalIsSavedAsAnEventWithTheReason() {
        assertRefused(enter(WRONG), "This code is not valid.", WRONG);
        assertThat(events())
                .containsExactly(Map.of("error", "invalid_oauth2_user_code", "reason", "user code not found"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   "})
    void emptyCodeIsRequestedAgainAndDoesNotCount(String code) {
        for (int i = 0; i <= BROWSER_LIMIT; i++) {
            Person.Page page = enter(code);
            assertThat(page.response().statusCode()).isEqualTo(200);
            assertThat(page.document().select("[name=device_user_code]")).hasSize(1);
        }
        assertThat(events()).isEmpty();
    }

    /** RFC 8628 §5.4: opening a link or a QR code must not be enough to connect somebody else's device. */
    @Test
    void linkAsksForConfirmationAndChangesNothing() {
        Response device = device();
        Person.Page page = openLink(device.path("user_code"));
        assertAsksForConfirmation(page, device.path("user_code"));
        assertThat(oauth.post("/token", poll(device)).<String>path("error")).isEqualTo("authorization_pending");
        assertThat(person.submit(page, Map.of(), null).document().select("[name=password]"))
                .hasSize(1);
    }

    @Test
    void decliningALinkDoesNotDenyTheDevice() {
        Response device = device();
        Person.Page page = openLink(device.path("user_code"));
        String no = page.document().select("form[method=get]").attr("abs:action");
        Person.Page declined = person.open(no);
        assertThat(declined.text()).contains("Nothing was shared", "If somebody sent you the code or the link");
        assertThat(oauth.post("/token", poll(device)).<String>path("error")).isEqualTo("authorization_pending");
        assertAsksForConfirmation(openLink(device.path("user_code")), device.path("user_code"));
    }

    @ParameterizedTest
    @CsvSource({
        "Sec-Fetch-Site, cross-site",
        "Sec-Fetch-Site, same-site",
        "Sec-Fetch-Site, none",
        "Origin, null",
        "Origin, https://evil.example"
    })
    void formFromAnotherSiteIsTreatedLikeALink(String header, String value) {
        String code = device().path("user_code");
        Person.Page form = at(address).open(oauth.url("/device"));
        assertAsksForConfirmation(
                at(address).withHeader(header, value).submit(form, Map.of("device_user_code", code), null), code);
        assertAsksForConfirmation(
                at(address).withHeader(header, value).submit(form, Map.of("device_user_code", WRONG), null), WRONG);
        assertThat(events()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Sec-Fetch-Site", "Origin"})
    void formFromTheSameOriginIsAccepted(String header) {
        person.withHeader(header, header.equals("Origin") ? server.localUrl() : "same-origin");
        assertThat(enter(device().path("user_code")).document().select("[name=password]"))
                .hasSize(1);
    }

    /** RFC 8628 §6.1. */
    @ParameterizedTest
    @ValueSource(strings = {"%s", "  %s ", "%s\u00AD", "\u200B%s"})
    void codeMayBeTypedInLowerCaseWithAnyHyphenOrNone(String form) {
        for (String hyphen : List.of("", " ", "-", "\u2011", "\u2013", "\u00A0", " - ")) {
            String code = device().<String>path("user_code").toLowerCase(Locale.ROOT);
            String typed = String.format(Locale.ROOT, form, code.replace("-", hyphen));
            assertThat(enterAs(at(address), typed).document().select("[name=password]"))
                    .as(typed)
                    .hasSize(1);
        }
    }

    @Test
    void pagesAreNotCachedAndSendNoReferrerToOtherOrigins() {
        for (String path :
                List.of("", "?user_code=" + WRONG, "?user_code=" + device().path("user_code"), "/declined")) {
            Response page = person.open(server.localUrl() + "/realms/notebook/device" + path)
                    .response();
            assertThat(page.header("Cache-Control")).contains("no-store");
            assertThat(page.headers().getValues("Referrer-Policy")).containsExactly("same-origin");
        }
    }

    @Test
    void browserIsRecognisedByASecureCookie() {
        Response page = enter(WRONG).response();
        var cookie = page.getDetailedCookie("DEVICE_BROWSER");
        assertThat(cookie.isHttpOnly()).isTrue();
        assertThat(cookie.isSecured()).isTrue();
        assertThat(cookie.getSameSite()).isEqualTo("Lax");
        assertThat(cookie.getPath()).isEqualTo("/realms/notebook/");
        assertThat(enter(WRONG).response().getDetailedCookie("DEVICE_BROWSER")).isNull();
    }

    /** For example with an image whose source is the device page, or with a form that a script submits. */
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
        assertRefused(enter(WRONG), "This code is not valid.", WRONG);
    }

    @Test
    void malformedCodesDoNotCount() {
        for (int i = 0; i <= BROWSER_LIMIT; i++) {
            assertThat(enter("AAAA-AAA" + i).response().statusCode()).isEqualTo(400);
        }
        assertAsksForPassword(enter(device().path("user_code")));
    }

    @Test
    void networkIsBlockedAfterTooManyWrongCodesAndUnblockedLater() {
        String code = device().path("user_code");
        enterWrongCodesFromNewBrowsers(NETWORK_LIMIT);
        Person.Page page = enterAs(at(address), code);
        page.response().then().statusCode(429);
        assertThat(Integer.parseInt(page.response().header("Retry-After"))).isBetween(1, ShortBlockServer.BLOCK);
        assertThat(page.text()).contains("Too many wrong codes", "Try again in one minute.");
        assertThat(page.document().select("[name=password]")).isEmpty();
        assertThat(events())
                .filteredOn(Map.of("error", "too_many_wrong_user_codes")::equals)
                .hasSize(1);
        assertAsksForConfirmation(at(address).open(link(code)), code);
        assertAsksForPassword(enterAs(at("10.2.0.1"), code));
        assertAsksForPassword(until(
                () -> enterAs(at(address), code), answer -> answer.response().statusCode() != 429));
    }

    /** Thirty users behind one address, each of whom makes one typo; the calculation is in docs/device.md. */
    @Test
    void classBehindOneAddressIsNotBlocked() {
        Person.Page form = at(address).open(oauth.url("/device"));
        for (int i = 0; i < 30; i++) {
            Person pupil = at(address);
            Person.Page wrong = pupil.submit(form, Map.of("device_user_code", WRONG), null);
            assertThat(wrong.response().statusCode()).isEqualTo(400);
            assertAsksForPassword(pupil.submit(wrong, Map.of("device_user_code", device().path("user_code")), null));
        }
    }

    @Test
    void browserIsBlockedRegardlessOfItsAddress() {
        for (int i = 0; i < BROWSER_LIMIT; i++) {
            assertThat(enter(WRONG).response().statusCode()).isEqualTo(400);
            person.withHeader("X-Forwarded-For", "10.3.0." + i);
        }
        assertThat(enter(WRONG).response().statusCode()).isEqualTo(429);
    }

    @Test
    void addressesOfOneIpv6NetworkCountTogetherInEveryNotation() {
        for (int i = 0; i < NETWORK_LIMIT; i++) {
            String form = i % 2 == 0 ? "fd00:db8::" + i : "[fd00:db8::" + i + "]:" + (1024 + i);
            assertThat(post(form, WRONG)).isEqualTo(400);
        }
        assertThat(post("fd00:db8::ffff", WRONG)).isEqualTo(429);
        assertThat(post("[fd00:db8::ffff]:443", WRONG)).isEqualTo(429);
        assertThat(post("[fd00:db8:0:1::1]:443", WRONG)).isEqualTo(400);
    }

    /**
     * RFC 7239 §6: a proxy may send {@code unknown} or an obfuscated name, and a misconfigured one passes on what it
     * receives.
     */
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
    void correctCodesDoNotCount() {
        String code = device().path("user_code");
        for (int i = 1; i < BROWSER_LIMIT; i++) {
            enter(WRONG);
            assertAsksForPassword(enter(code));
            assertAsksForPassword(enter(code));
        }
        assertThat(enter(WRONG).response().statusCode()).isEqualTo(400);
        assertThat(enter(code).response().statusCode()).isEqualTo(429);
    }

    @Test
    void parallelGuessesCannotExceedTheLimit() throws Exception {
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

    private void enterWrongCodesFromNewBrowsers(int number) {
        for (int i = 0; i < number; i++) {
            assertThat(post(address, WRONG)).isEqualTo(400);
        }
    }

    /** Posts a code like a client without cookies that is not a browser, and returns the status. */
    private static int post(String node, String code) {
        return given().header("X-Forwarded-For", node)
                .header("X-Forwarded-Proto", "https")
                .formParam("device_user_code", code)
                .post(ShortBlockServer.get().localUrl() + "/realms/notebook/device")
                .statusCode();
    }

    private static void assertAsksForPassword(Person.Page page) {
        page.response().then().statusCode(200);
        assertThat(page.document().select("[name=password]")).hasSize(1);
    }

    private static void assertRefused(Person.Page page, String sentence, String kept) {
        page.response().then().statusCode(400);
        assertThat(page.text()).containsOnlyOnce(sentence);
        var field = page.document().selectFirst("[name=device_user_code]");
        assertThat(field.attr("value")).isEqualTo(kept);
        assertThat(field.hasAttr("autofocus")).isTrue();
        assertThat(field.attr("aria-invalid")).isEqualTo("true");
        assertThat(page.document().select("[role=alert]").text()).startsWith(sentence);
        assertThat(page.document().select("#pwned, [name=password]")).isEmpty();
    }

    private static void assertAsksForConfirmation(Person.Page page, String code) {
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

    private Person.Page enterAs(Person user, String code) {
        return user.submit(user.open(oauth.url("/device")), Map.of("device_user_code", code), null);
    }

    private Person.Page openLink(String code) {
        return person.open(link(code));
    }

    private String link(String code) {
        return oauth.url("/device?user_code=" + code);
    }

    private void approveOrDeny(String code, String button) {
        Person who = admin.newPerson().withHeader("X-Forwarded-For", address);
        who.press(who.logIn(who.openDevice(link(code)), null), button, null);
    }

    /** Returns the error events of this test's address with their reasons. */
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

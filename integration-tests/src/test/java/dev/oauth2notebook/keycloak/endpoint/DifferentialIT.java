package dev.oauth2notebook.keycloak.endpoint;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.oauth2notebook.keycloak.support.Admin;
import dev.oauth2notebook.keycloak.support.Jose;
import dev.oauth2notebook.keycloak.support.NotebookServer;
import dev.oauth2notebook.keycloak.support.OAuth2;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** The same request gets the same response at the root alias, at the realm's alias and at Keycloak's own path. */
@ExtendWith(NotebookServer.class)
class DifferentialIT {

    private static final String NATIVE = "/realms/notebook/protocol/openid-connect";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String REALM_MOUNT = "/realms/notebook/oauth2";

    private static final OAuth2 OAUTH = new OAuth2(NotebookServer.get());
    private static final Jose JOSE = new Jose();

    /** Cases that must succeed, because equal errors at all paths would prove little. */
    private static final Set<String> GRANTED = Set.of(
            "client credentials",
            "basic authentication",
            "private_key_jwt",
            "DPoP",
            "DPoP at PAR",
            "token exchange",
            "active token",
            "token of a user",
            "with a token",
            "token in the form",
            "device",
            "pushed request",
            "keys",
            "preflight");

    /** A request that is sent to each of the three paths. Its content may depend on the URL, e.g. for a DPoP proof. */
    private record Case(
            String name, Endpoint endpoint, String method, Content content, UnaryOperator<List<String>> headers) {}

    private interface Content {
        ComparedRequest at(String url, String method, UnaryOperator<List<String>> headers);
    }

    private enum Endpoint {
        TOKEN("/token", NATIVE + "/token"),
        INTROSPECT("/introspect", NATIVE + "/token/introspect"),
        REVOKE("/revoke", NATIVE + "/revoke"),
        USERINFO("/userinfo", NATIVE + "/userinfo"),
        DEVICE("/device_authorization", NATIVE + "/auth/device"),
        PAR("/par", NATIVE + "/ext/par/request"),
        REGISTER("/register", "/realms/notebook/clients-registrations/openid-connect"),
        REGISTERED("/register/tv", "/realms/notebook/clients-registrations/openid-connect/tv"),
        JWKS("/jwks", NATIVE + "/certs"),
        WELL_KNOWN_JWKS("/.well-known/jwks.json", NATIVE + "/certs");

        private final String alias;
        private final String path;

        Endpoint(String alias, String path) {
            this.alias = alias;
            this.path = path;
        }
    }

    private static String userToken;
    private static String jwtClient;
    private static String registrationToken;

    @BeforeAll
    static void prepare() {
        Admin admin = new Admin(NotebookServer.get());
        userToken = OAuth2.accessToken(OAUTH.codeFlow(admin.newPerson(), "openid profile email"));
        jwtClient = admin.newKeyClient(JOSE.jwks());
        registrationToken = admin.initialAccessToken(1000);
    }

    @TestFactory
    Stream<DynamicTest> aliasesRespondLikeTheNativePath() {
        List<Case> cases = cases();
        assertThat(cases).hasSizeGreaterThanOrEqualTo(60);
        return cases.stream().flatMap(c -> Stream.of(c.endpoint().alias, REALM_MOUNT + c.endpoint().alias)
                .map(alias ->
                        DynamicTest.dynamicTest(c.method() + " " + alias + ": " + c.name(), () -> compare(c, alias))));
    }

    @TestFactory
    Stream<DynamicTest> aliasesSaveTheSameEventAsTheNativePath() {
        String good = "grant_type=client_credentials&scope=api:read";
        return Stream.of(
                        new Case("granted", Endpoint.TOKEN, "POST", assertion(good, issuer()), sameHeaders()),
                        new Case(
                                "unknown scope",
                                Endpoint.TOKEN,
                                "POST",
                                assertion(good + "x", issuer()),
                                sameHeaders()),
                        new Case(
                                "bad assertion",
                                Endpoint.TOKEN,
                                "POST",
                                assertion(good, "https://x.example"),
                                sameHeaders()),
                        new Case("revocation", Endpoint.REVOKE, "POST", assertion("token=x", issuer()), sameHeaders()))
                .flatMap(c -> Stream.of(c.endpoint().alias, REALM_MOUNT + c.endpoint().alias)
                        .map(alias -> DynamicTest.dynamicTest(alias + ": " + c.name(), () -> {
                            Map<String, Object> expected = eventOf(c, c.endpoint().path);
                            assertThat(eventOf(c, alias)).isEqualTo(expected);
                        })));
    }

    /** Sends a request as a client that only this test uses, and returns the event that Keycloak saves for it. */
    private static Map<String, Object> eventOf(Case c, String path) {
        Admin admin = new Admin(NotebookServer.get());
        int before = admin.events(jwtClient).size();
        compared(c, path).send();
        List<Map<String, Object>> events = admin.events(jwtClient);
        assertThat(events).hasSize(before + 1);
        Map<String, Object> event = new HashMap<>(events.get(0));
        event.keySet().removeAll(Set.of("time", "id"));
        Map<Object, Object> details = new HashMap<>((Map<?, ?>) event.get("details"));
        details.keySet().removeAll(Set.of("token_id", "client_assertion_id", "session_id"));
        event.put("details", details);
        return event;
    }

    private static void compare(Case c, String alias) {
        ComparedRequest.Seen expected = compared(c, c.endpoint().path).send();
        ComparedRequest.Seen actual = compared(c, alias).send();
        if (actual.status() == 405) {
            // A deliberate difference: the aliases name the allowed methods as RFC 9110 §15.5.6 requires, whereas
            // Keycloak's page speaks of an internal error.
            assertThat(expected.status()).isEqualTo(405);
            assertThat(actual.headers()).containsKey("allow");
            assertThat(actual.body()).doesNotContainIgnoringCase("internal");
            return;
        }
        assertThat(actual).isEqualTo(expected);
        if (GRANTED.contains(c.name())) {
            assertThat(actual.status()).isLessThan(300);
        }
    }

    private static ComparedRequest compared(Case c, String path) {
        return c.content().at(OAUTH.url(path), c.method(), c.headers());
    }

    private static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        tokenCases(cases);
        clientAuthenticationCases(cases);
        dpopCases(cases);
        introspectionAndRevocationCases(cases);
        userInfoCases(cases);
        deviceAndParCases(cases);
        registrationCases(cases);
        keyCases(cases);
        methodAndCorsCases(cases);
        return cases;
    }

    private static void tokenCases(List<Case> cases) {
        String good = backend("grant_type=client_credentials&scope=api:read");
        post(cases, "client credentials", Endpoint.TOKEN, good);
        post(cases, "client credentials without scope", Endpoint.TOKEN, backend("grant_type=client_credentials"));
        post(cases, "empty scope twice", Endpoint.TOKEN, backend("grant_type=client_credentials&scope=&scope="));
        post(cases, "unknown scope", Endpoint.TOKEN, backend("grant_type=client_credentials&scope=nothing"));
        post(cases, "no body", Endpoint.TOKEN, "");
        post(cases, "no grant type", Endpoint.TOKEN, backend("scope=api:read"));
        post(cases, "unknown grant", Endpoint.TOKEN, backend("grant_type=magic"));
        post(cases, "password grant", Endpoint.TOKEN, backend("grant_type=password&username=alice&password=alice"));
        post(cases, "duplicate grant type", Endpoint.TOKEN, good + "&grant_type=client_credentials");
        post(cases, "duplicate scope", Endpoint.TOKEN, good + "&scope=api:write");
        post(cases, "duplicate client id", Endpoint.TOKEN, good + "&client_id=backend");
        post(cases, "unknown parameter", Endpoint.TOKEN, good + "&colour=blue");
        post(cases, "huge parameter", Endpoint.TOKEN, good + "&state=" + "x".repeat(20_000));
        post(cases, "many parameters", Endpoint.TOKEN, good + "&a=1".repeat(2_000));
        post(cases, "control characters", Endpoint.TOKEN, good + "&scope2=%00%0a%1b");
        post(cases, "encoded bad UTF-8", Endpoint.TOKEN, good + "&x=%ff%fe");
        post(cases, "broken percent encoding", Endpoint.TOKEN, good + "&x=%zz");
        postBytes(cases, "raw bad UTF-8", Endpoint.TOKEN, (good + "&x=\u00ff\u00fe").getBytes(ISO_8859_1), FORM);
        postBytes(
                cases,
                "JSON body",
                Endpoint.TOKEN,
                "{\"grant_type\":\"client_credentials\"}".getBytes(UTF_8),
                "application/json");
        postBytes(cases, "text body", Endpoint.TOKEN, good.getBytes(UTF_8), "text/plain");
        postBytes(cases, "multipart without boundary", Endpoint.TOKEN, good.getBytes(UTF_8), "multipart/form-data");
        postBytes(cases, "charset in the content type", Endpoint.TOKEN, good.getBytes(UTF_8), FORM + "; charset=UTF-8");
        postBytes(cases, "malformed content type", Endpoint.TOKEN, good.getBytes(UTF_8), ";;;");
        add(cases, "no content type", Endpoint.TOKEN, "POST", body(good.getBytes(UTF_8)), sameHeaders());
        add(cases, "Accept: text/html", Endpoint.TOKEN, "POST", form(good), header("Accept", "text/html"));
        add(cases, "error for a browser", Endpoint.TOKEN, "POST", form("grant_type=x"), header("Accept", "text/html"));
        post(cases, "unknown code", Endpoint.TOKEN, frontend("grant_type=authorization_code&code=a.b.c"));
        post(cases, "missing code", Endpoint.TOKEN, frontend("grant_type=authorization_code"));
        post(cases, "garbage refresh token", Endpoint.TOKEN, frontend("grant_type=refresh_token&refresh_token=x"));
        post(
                cases,
                "unknown device code",
                Endpoint.TOKEN,
                "client_id=tv&device_code=x&grant_type=" + OAuth2.DEVICE_CODE);
        post(cases, "token exchange", Endpoint.TOKEN, exchange(OAUTH.backendToken("api:read"), "downstream-service"));
        post(
                cases,
                "token exchange for an unknown audience",
                Endpoint.TOKEN,
                exchange(OAUTH.backendToken("api:read"), "nobody"));
        post(cases, "token exchange of garbage", Endpoint.TOKEN, exchange("x", "downstream-service"));
    }

    private static void clientAuthenticationCases(List<Case> cases) {
        String grant = "grant_type=client_credentials";
        post(cases, "wrong secret in the form", Endpoint.TOKEN, grant + "&client_id=backend&client_secret=wrong");
        post(cases, "no client", Endpoint.TOKEN, grant);
        post(cases, "unknown client", Endpoint.TOKEN, grant + "&client_id=nobody&client_secret=x");
        post(cases, "public client", Endpoint.TOKEN, grant + "&client_id=tv");
        post(cases, "no secret", Endpoint.TOKEN, grant + "&client_id=backend");
        add(cases, "basic authentication", Endpoint.TOKEN, "POST", form(grant), basic("backend", secret("backend")));
        add(cases, "wrong secret by basic", Endpoint.TOKEN, "POST", form(grant), basic("backend", "wrong"));
        add(
                cases,
                "basic without colon",
                Endpoint.TOKEN,
                "POST",
                form(grant),
                header("Authorization", "Basic " + Base64.getEncoder().encodeToString("backend".getBytes(UTF_8))));
        add(
                cases,
                "basic that is not base64",
                Endpoint.TOKEN,
                "POST",
                form(grant),
                header("Authorization", "Basic !!"));
        add(cases, "basic and post at once", Endpoint.TOKEN, "POST", form(backend(grant)), basic("backend", "wrong"));
        add(cases, "private_key_jwt", Endpoint.TOKEN, "POST", assertion(grant, issuer()), sameHeaders());
        add(
                cases,
                "private_key_jwt for another audience",
                Endpoint.TOKEN,
                "POST",
                assertion(grant, "https://other.example"),
                sameHeaders());
        post(
                cases,
                "private_key_jwt that is garbage",
                Endpoint.TOKEN,
                grant + "&client_assertion=x&client_assertion_type=" + encode(Jose.ASSERTION_TYPE));
    }

    private static void dpopCases(List<Case> cases) {
        String good = backend("grant_type=client_credentials&scope=api:read");
        add(cases, "DPoP", Endpoint.TOKEN, "POST", dpop(good, url -> url), sameHeaders());
        add(cases, "DPoP proof for another URL", Endpoint.TOKEN, "POST", dpop(good, url -> url + "/x"), sameHeaders());
        add(cases, "DPoP that is garbage", Endpoint.TOKEN, "POST", form(good), header("DPoP", "x"));
        add(cases, "DPoP at PAR", Endpoint.PAR, "POST", dpop(frontend(pushed()), url -> url), sameHeaders());
    }

    private static void introspectionAndRevocationCases(List<Case> cases) {
        String token = OAUTH.backendToken("api:read");
        post(cases, "active token", Endpoint.INTROSPECT, backend("token=" + token));
        post(cases, "token of a user", Endpoint.INTROSPECT, backend("token=" + userToken));
        post(cases, "garbage", Endpoint.INTROSPECT, backend("token=x"));
        post(cases, "no token", Endpoint.INTROSPECT, backend(""));
        post(cases, "no client", Endpoint.INTROSPECT, "token=" + token);
        post(cases, "public client", Endpoint.INTROSPECT, "client_id=tv&token=" + token);
        post(cases, "another audience", Endpoint.INTROSPECT, frontend("token=" + token));
        add(
                cases,
                "as a JWT",
                Endpoint.INTROSPECT,
                "POST",
                form(backend("token=x")),
                header("Accept", "application/jwt"));
        post(cases, "garbage", Endpoint.REVOKE, backend("token=x"));
        post(cases, "no token", Endpoint.REVOKE, backend(""));
        post(cases, "no client", Endpoint.REVOKE, "token=" + token);
        post(cases, "wrong hint", Endpoint.REVOKE, backend("token=x&token_type_hint=magic"));
        post(cases, "token of another client", Endpoint.REVOKE, frontend("token=" + token));
    }

    private static void userInfoCases(List<Case> cases) {
        add(cases, "with a token", Endpoint.USERINFO, "GET", noBody(), header("Authorization", "Bearer " + userToken));
        add(cases, "with a token", Endpoint.USERINFO, "HEAD", noBody(), header("Authorization", "Bearer " + userToken));
        add(cases, "with a token", Endpoint.USERINFO, "POST", noBody(), header("Authorization", "Bearer " + userToken));
        post(cases, "token in the form", Endpoint.USERINFO, "access_token=" + userToken);
        add(cases, "without a token", Endpoint.USERINFO, "GET", noBody(), sameHeaders());
        add(cases, "garbage", Endpoint.USERINFO, "GET", noBody(), header("Authorization", "Bearer x"));
        add(
                cases,
                "token without openid",
                Endpoint.USERINFO,
                "GET",
                noBody(),
                header("Authorization", "Bearer " + OAUTH.backendToken("api:read")));
    }

    private static void deviceAndParCases(List<Case> cases) {
        post(cases, "device", Endpoint.DEVICE, "client_id=tv&scope=openid%20video:read");
        post(cases, "unknown scope", Endpoint.DEVICE, "client_id=tv&scope=nothing");
        post(cases, "client without the grant", Endpoint.DEVICE, backend(""));
        post(cases, "no client", Endpoint.DEVICE, "scope=openid");
        post(cases, "pushed request", Endpoint.PAR, frontend(pushed()));
        post(
                cases,
                "wrong redirect URI",
                Endpoint.PAR,
                frontend("response_type=code&redirect_uri=https://evil.example"));
        post(cases, "request_uri", Endpoint.PAR, frontend("request_uri=urn:x"));
        post(cases, "no client", Endpoint.PAR, "response_type=code");
    }

    private static void registrationCases(List<Case> cases) {
        byte[] client = "{\"redirect_uris\":[\"https://app.example/callback\"]}".getBytes(UTF_8);
        add(cases, "anonymous", Endpoint.REGISTER, "POST", body(client), header("Content-Type", "application/json"));
        add(
                cases,
                "broken JSON",
                Endpoint.REGISTER,
                "POST",
                body("{".getBytes(UTF_8)),
                header("Content-Type", "application/json"));
        add(
                cases,
                "garbage token",
                Endpoint.REGISTER,
                "POST",
                body(client),
                header("Content-Type", "application/json").andThen(header("Authorization", "Bearer x"))::apply);
        add(cases, "without a token", Endpoint.REGISTERED, "GET", noBody(), sameHeaders());
        add(cases, "without a token", Endpoint.REGISTERED, "DELETE", noBody(), sameHeaders());
    }

    private static void keyCases(List<Case> cases) {
        for (Endpoint keys : List.of(Endpoint.JWKS, Endpoint.WELL_KNOWN_JWKS)) {
            add(cases, "keys", keys, "GET", noBody(), sameHeaders());
            add(cases, "keys", keys, "HEAD", noBody(), sameHeaders());
            add(cases, "as a JWK set", keys, "GET", noBody(), header("Accept", "application/jwk-set+json"));
            add(cases, "not acceptable", keys, "GET", noBody(), header("Accept", "image/png"));
        }
    }

    private static void methodAndCorsCases(List<Case> cases) {
        for (Endpoint endpoint : List.of(Endpoint.TOKEN, Endpoint.INTROSPECT, Endpoint.REVOKE, Endpoint.PAR)) {
            for (String method : List.of("GET", "HEAD", "PUT", "DELETE", "PATCH", "TRACE", "PROPFIND")) {
                add(cases, "wrong method", endpoint, method, noBody(), sameHeaders());
            }
        }
        add(cases, "wrong method", Endpoint.JWKS, "POST", form("x=y"), sameHeaders());
        add(cases, "wrong method", Endpoint.USERINFO, "DELETE", noBody(), sameHeaders());
        String good = backend("grant_type=client_credentials");
        for (Endpoint endpoint : Endpoint.values()) {
            add(
                    cases,
                    "preflight",
                    endpoint,
                    "OPTIONS",
                    noBody(),
                    header("Origin", "https://app.example").andThen(header("Access-Control-Request-Method", "POST"))
                            ::apply);
            add(cases, "without origin", endpoint, "OPTIONS", noBody(), sameHeaders());
        }
        add(
                cases,
                "allowed origin",
                Endpoint.TOKEN,
                "POST",
                form(frontend("grant_type=refresh_token&refresh_token=x")),
                header("Origin", OAUTH.url("")));
        add(cases, "foreign origin", Endpoint.TOKEN, "POST", form(good), header("Origin", "https://evil.example"));
        add(
                cases,
                "foreign origin",
                Endpoint.USERINFO,
                "GET",
                noBody(),
                header("Origin", "https://evil.example").andThen(header("Authorization", "Bearer " + userToken))
                        ::apply);
        add(cases, "foreign origin", Endpoint.JWKS, "GET", noBody(), header("Origin", "https://evil.example"));
    }

    private static void post(List<Case> cases, String name, Endpoint endpoint, String form) {
        add(cases, name, endpoint, "POST", form(form), sameHeaders());
    }

    private static void postBytes(List<Case> cases, String name, Endpoint endpoint, byte[] body, String type) {
        add(cases, name, endpoint, "POST", body(body), header("Content-Type", type));
    }

    private static void add(
            List<Case> cases,
            String name,
            Endpoint endpoint,
            String method,
            Content content,
            UnaryOperator<List<String>> headers) {
        cases.add(new Case(name, endpoint, method, content, headers));
    }

    private static Content form(String form) {
        return (url, method, headers) ->
                new ComparedRequest(method, url, headers.apply(List.of("Content-Type", FORM)), form.getBytes(UTF_8));
    }

    private static Content body(byte[] body) {
        return (url, method, headers) -> new ComparedRequest(method, url, headers.apply(List.of()), body);
    }

    private static Content noBody() {
        return body(null);
    }

    /** A fresh client assertion for every request, because Keycloak accepts each only once. */
    private static Content assertion(String form, String audience) {
        return (url, method, headers) -> form(form + "&client_assertion_type=" + encode(Jose.ASSERTION_TYPE)
                        + "&client_assertion=" + JOSE.clientAssertion(jwtClient, audience))
                .at(url, method, headers);
    }

    /** A fresh DPoP proof for every request. */
    private static Content dpop(String form, UnaryOperator<String> signedUrl) {
        return (url, method, headers) ->
                form(form).at(url, method, header("DPoP", JOSE.dpopProof(method, signedUrl.apply(url), null)));
    }

    private static UnaryOperator<List<String>> sameHeaders() {
        return headers -> headers;
    }

    private static UnaryOperator<List<String>> header(String name, String value) {
        return headers ->
                Stream.concat(headers.stream(), Stream.of(name, value)).toList();
    }

    private static UnaryOperator<List<String>> basic(String id, String secret) {
        return header(
                "Authorization", "Basic " + Base64.getEncoder().encodeToString((id + ":" + secret).getBytes(UTF_8)));
    }

    private static String backend(String form) {
        return as("backend", form);
    }

    private static String frontend(String form) {
        return as("frontend", form);
    }

    private static String as(String client, String form) {
        return form + "&client_id=" + client + "&client_secret=" + secret(client);
    }

    private static String secret(String client) {
        return OAUTH.as(client).get("client_secret");
    }

    private static String exchange(String subject, String audience) {
        return backend("grant_type=" + OAuth2.TOKEN_EXCHANGE + "&subject_token=" + subject + "&subject_token_type="
                + OAuth2.ACCESS_TOKEN_TYPE + "&audience=" + audience);
    }

    private static String pushed() {
        return OAUTH.authorizationRequest("openid").entrySet().stream()
                .filter(parameter -> !parameter.getKey().equals("client_id"))
                .map(parameter -> parameter.getKey() + "=" + encode(parameter.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String issuer() {
        return OAUTH.url("/realms/notebook");
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, UTF_8);
    }
}

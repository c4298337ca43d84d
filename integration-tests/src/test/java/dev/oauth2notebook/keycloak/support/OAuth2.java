package dev.oauth2notebook.keycloak.support;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.US_ASCII;

import com.jayway.jsonpath.JsonPath;
import io.restassured.response.Response;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** Sends the requests of the four flows to the aliases at the server root, as the shipped clients do. */
public final class OAuth2 {

    /** RFC 8693 §2.1. */
    public static final String TOKEN_EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";

    /** RFC 8628 §3.4. */
    public static final String DEVICE_CODE = "urn:ietf:params:oauth:grant-type:device_code";

    /** RFC 8693 §3. */
    public static final String ACCESS_TOKEN_TYPE = "urn:ietf:params:oauth:token-type:access_token";

    /** A PKCE code verifier (RFC 7636 §4.1). */
    public static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    private final Server server;

    /** Creates a client of a server. */
    public OAuth2(Server server) {
        this.server = server;
    }

    /** Returns the URL of an alias at the root, e.g. {@code /token}. */
    public String url(String alias) {
        return server.localUrl() + alias;
    }

    /** Returns a variable of the env file, e.g. {@code BACKEND_CLIENT_SECRET}. */
    public String env(String name) {
        return server.environment().get(name);
    }

    /** Posts a form to an alias. */
    public Response post(String alias, Map<String, String> form) {
        return given().formParams(form).post(url(alias));
    }

    /** Returns a form with the ID and secret of one of the shipped confidential clients. */
    public Map<String, String> as(String client) {
        String prefix = client.split("-")[0].toUpperCase(java.util.Locale.ROOT);
        Map<String, String> form = new LinkedHashMap<>();
        form.put("client_id", env(prefix + "_CLIENT_ID"));
        form.put("client_secret", env(prefix + "_CLIENT_SECRET"));
        return form;
    }

    /** Returns a copy of a form with one more parameter, or with another value for it. */
    public static Map<String, String> with(Map<String, String> form, String name, String value) {
        Map<String, String> copy = new LinkedHashMap<>(form);
        copy.put(name, value);
        return copy;
    }

    /** Returns a copy of a form without a parameter. */
    public static Map<String, String> without(Map<String, String> form, String name) {
        Map<String, String> copy = new LinkedHashMap<>(form);
        copy.remove(name);
        return copy;
    }

    /** Returns the backend's own access token for some scopes. */
    public String backendToken(String scope) {
        Map<String, String> form = with(as("backend"), "grant_type", "client_credentials");
        return accessToken(post("/token", with(form, "scope", scope)));
    }

    /** Returns the access token of a successful token response. */
    public static String accessToken(Response response) {
        return JsonPath.read(response.then().statusCode(200).extract().asString(), "$.access_token");
    }

    /** Returns the parameters of an authorization request by {@code frontend} with PKCE. */
    public Map<String, String> authorizationRequest(String scope) {
        Map<String, String> request = new LinkedHashMap<>();
        request.put("response_type", "code");
        request.put("client_id", env("FRONTEND_CLIENT_ID"));
        request.put("redirect_uri", env("FRONTEND_REDIRECT_URI"));
        request.put("scope", scope);
        request.put("state", UUID.randomUUID().toString());
        request.put("code_challenge", challenge(VERIFIER));
        request.put("code_challenge_method", "S256");
        return request;
    }

    /** Signs a user in at {@code /auth} and returns the page at which the authorization response arrives. */
    public Person.Page authorize(Person person, Map<String, String> request) {
        return person.signIn(Urls.query(url("/auth"), request), request.get("redirect_uri"));
    }

    /** Returns the token request that redeems a code of {@link #authorizationRequest}. */
    public Map<String, String> codeRequest(String code) {
        Map<String, String> form = as("frontend");
        form.put("grant_type", "authorization_code");
        form.put("code", code);
        form.put("redirect_uri", env("FRONTEND_REDIRECT_URI"));
        form.put("code_verifier", VERIFIER);
        return form;
    }

    /** Runs the whole code flow for a user and returns the token response. */
    public Response codeFlow(Person person, String scope) {
        String code = authorize(person, authorizationRequest(scope)).parameter("code");
        return post("/token", codeRequest(code));
    }

    /** Returns the S256 code challenge of a verifier (RFC 7636 §4.2). */
    public static String challenge(String verifier) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

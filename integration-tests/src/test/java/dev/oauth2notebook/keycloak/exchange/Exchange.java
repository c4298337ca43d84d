package dev.oauth2notebook.keycloak.exchange;

import static dev.oauth2notebook.keycloak.support.OAuth2.accessToken;
import static io.restassured.RestAssured.given;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.oauth2notebook.keycloak.support.OAuth2;
import io.restassured.response.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Builds and sends a token exchange request (RFC 8693 §2.1). Every parameter may have several values. */
final class Exchange {

    static final String TYPE = "urn:ietf:params:oauth:token-type:";

    private final String url;
    private final Map<String, List<String>> form = new LinkedHashMap<>();
    private final Map<String, String> headers = new LinkedHashMap<>();

    Exchange(String url, String client, String secret, String subjectToken) {
        this.url = url;
        with("client_id", client).with("client_secret", secret).with("grant_type", OAuth2.TOKEN_EXCHANGE);
        with("subject_token", subjectToken).with("subject_token_type", OAuth2.ACCESS_TOKEN_TYPE);
    }

    /** Sets a parameter, or removes it if there are no values. */
    Exchange with(String name, String... values) {
        form.put(name, List.of(values));
        return this;
    }

    Exchange audience(String... audiences) {
        return with("audience", audiences);
    }

    Exchange scope(String scope) {
        return with("scope", scope);
    }

    Exchange actor(String token) {
        return with("actor_token", token).with("actor_token_type", OAuth2.ACCESS_TOKEN_TYPE);
    }

    /** Requests a token type by its short name, e.g. {@code id_token}. */
    Exchange requestedTokenType(String type) {
        return with("requested_token_type", TYPE + type);
    }

    Exchange header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    Response send() {
        var request = given().headers(headers);
        form.forEach((name, values) -> values.forEach(value -> request.formParam(name, value)));
        return request.post(url);
    }

    /** Sends the request, which must succeed, and returns the token. */
    String token() {
        return accessToken(send());
    }

    /** Sends the request, which must succeed, and returns the token's claims. */
    JWTClaimsSet claims() {
        return Tokens.claims(token());
    }

    /** Sends the request, which must be refused as in RFC 6749 §5.2, and returns the error description. */
    String assertRefused(String error) {
        return Tokens.assertRefused(send(), error);
    }
}

package dev.oauth2notebook.keycloak.exchange;

import static com.jayway.jsonpath.matchers.JsonPathMatchers.hasJsonPath;
import static com.jayway.jsonpath.matchers.JsonPathMatchers.hasNoJsonPath;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.jayway.jsonpath.JsonPath;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Reads and checks tokens and token responses. */
final class Tokens {

    private Tokens() {}

    /** Returns the claims of a token without checking its signature. */
    static JWTClaimsSet claims(String token) {
        try {
            return SignedJWT.parse(token).getJWTClaimsSet();
        } catch (ParseException e) {
            throw new AssertionError("Not a signed JWT: " + token, e);
        }
    }

    /** Returns the type that Keycloak gives a token. Only Keycloak can check the signature of refresh tokens. */
    static String typ(String token) {
        return claims(token).getClaim("typ").toString();
    }

    static Set<String> scopes(JWTClaimsSet claims) {
        return new TreeSet<>(List.of(claims.getClaim("scope").toString().split(" ")));
    }

    /** Returns the expiration time of a token in seconds since the epoch. */
    static long expiry(String token) {
        return claims(token).getExpirationTime().toInstant().getEpochSecond();
    }

    /** Returns the lifetime of a token in seconds. */
    static long lifetime(JWTClaimsSet claims) {
        return (claims.getExpirationTime().getTime() - claims.getIssueTime().getTime()) / 1000;
    }

    /** Returns the client IDs along the {@code act} chain, the current actor first. */
    static List<String> actors(JWTClaimsSet claims) {
        List<String> clients = new ArrayList<>();
        for (Object act = claims.getClaim("act"); act instanceof Map<?, ?> link; act = link.get("act")) {
            assertThat(link.keySet().toString()).contains("sub", "client_id", "iss");
            clients.add(link.get("client_id").toString());
        }
        return clients;
    }

    /** Checks an error response (RFC 6749 §5.2), which must not be cached (§5.1), and returns its description. */
    static String assertRefused(Response response, String error) {
        return assertRefused(response, 400, error);
    }

    static String assertRefused(Response response, int status, String error) {
        response.then()
                .statusCode(status)
                .contentType(ContentType.JSON)
                .header("Cache-Control", "no-store")
                .header("Pragma", "no-cache")
                .body(hasJsonPath("$.error", equalTo(error)))
                .body(hasJsonPath("$.error_description"))
                .body(hasNoJsonPath("$.access_token"));
        return JsonPath.read(response.asString(), "$.error_description");
    }

    /** Returns the token with an altered signature. */
    static String forged(String token) {
        String[] parts = token.split("\\.");
        char[] signature = parts[2].toCharArray();
        signature[5] = signature[5] == 'A' ? 'B' : 'A';
        return String.join(".", Arrays.asList(parts[0], parts[1], new String(signature)));
    }
}

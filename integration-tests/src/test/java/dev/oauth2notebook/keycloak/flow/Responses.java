package dev.oauth2notebook.keycloak.flow;

import static com.jayway.jsonpath.matchers.JsonPathMatchers.hasJsonPath;
import static com.jayway.jsonpath.matchers.JsonPathMatchers.hasNoJsonPath;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.oauth2notebook.keycloak.support.Person;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.net.URI;
import java.net.URLDecoder;
import java.text.ParseException;
import java.util.Map;
import org.hamcrest.Matcher;

/** Checks responses of the server, including all headers that an RFC requires. */
final class Responses {

    private Responses() {}

    /** Checks an error of the token endpoint (RFC 6749 §5.2), which must not be cached (§5.1). */
    static ValidatableResponse assertRefused(Response response, int status, String error) {
        return assertError(response, status, error)
                .header("Cache-Control", "no-store")
                .header("Pragma", "no-cache")
                .body(hasNoJsonPath("$.access_token"));
    }

    /** Checks an error of another endpoint: JSON as in RFC 6749 §5.2. */
    static ValidatableResponse assertError(Response response, int status, String error) {
        return response.then()
                .statusCode(status)
                .contentType(ContentType.JSON)
                .body(hasJsonPath("$.error", equalTo(error)));
    }

    /** Checks a token response (RFC 6749 §5.1). */
    static ValidatableResponse assertGranted(Response response) {
        return response.then()
                .statusCode(200)
                .contentType(ContentType.JSON)
                .header("Cache-Control", "no-store")
                .header("Pragma", "no-cache")
                .body(hasJsonPath("$.token_type", equalTo("Bearer")))
                .body(hasJsonPath("$.access_token"))
                .body(hasJsonPath("$.expires_in"));
    }

    /** Matches a token lifetime in seconds, less the time that the server and the test have taken. */
    static Matcher<Integer> lifetime(int seconds) {
        return allOf(lessThanOrEqualTo(seconds), greaterThan(seconds / 2));
    }

    /** Checks that a token is inactive and that nothing else is revealed about it (RFC 7662 §2.2). */
    static void assertInactive(Response introspection) {
        introspection
                .then()
                .statusCode(200)
                .contentType(ContentType.JSON)
                .body(hasJsonPath("$", equalTo(Map.of("active", false))));
    }

    /** Checks an error in the query of the redirect URI (RFC 6749 §4.1.2.1) with the issuer (RFC 9207 §2). */
    static void assertErrorRedirect(Person.Page page, Map<String, String> request, String issuer, String error) {
        assertThat(page.response()).as("a page instead of a redirect").isNull();
        assertThat(page.url()).startsWith(request.get("redirect_uri") + "?");
        assertThat(page.parameter("error")).isEqualTo(error);
        assertThat(page.parameter("state")).isEqualTo(request.get("state"));
        assertThat(page.parameter("iss")).isEqualTo(issuer);
        assertThat(page.parameter("code")).isNull();
    }

    /** Checks an error that is shown to the user because the client cannot be trusted (RFC 6749 §4.1.2.1). */
    static void assertErrorPage(Person.Page page, String text) {
        assertThat(page.response()).as("a page instead of a redirect").isNotNull();
        page.response().then().statusCode(400).contentType(ContentType.HTML);
        assertThat(page.text()).contains(text);
        assertThat(page.document().select("[href*=evil.example]")).isEmpty();
    }

    /** Returns a parameter in the fragment of a URL, decoded, or {@code null}. */
    static String fragmentParameter(String url, String name) {
        String fragment = URI.create(url).getRawFragment();
        assertThat(fragment).as("the fragment of " + url).isNotNull();
        for (String pair : fragment.split("&")) {
            String[] parts = pair.split("=", 2);
            if (parts[0].equals(name)) {
                return URLDecoder.decode(parts[1], UTF_8);
            }
        }
        return null;
    }

    /** Returns the claims of a token without checking its signature. */
    static JWTClaimsSet claims(String token) {
        try {
            return SignedJWT.parse(token).getJWTClaimsSet();
        } catch (ParseException e) {
            throw new AssertionError("Not a signed JWT: " + token, e);
        }
    }
}

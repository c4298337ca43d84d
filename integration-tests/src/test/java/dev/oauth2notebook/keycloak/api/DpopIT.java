package dev.oauth2notebook.keycloak.api;

import static com.jayway.jsonpath.matchers.JsonPathMatchers.hasJsonPath;
import static dev.oauth2notebook.keycloak.support.OAuth2.with;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.oauth2notebook.keycloak.support.Jose;
import dev.oauth2notebook.keycloak.support.NotebookServer;
import dev.oauth2notebook.keycloak.support.OAuth2;
import io.restassured.response.Response;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** DPoP-bound access tokens at the API (RFC 9449 §7); refused requests come first. */
@ExtendWith(NotebookServer.class)
class DpopIT {

    private static final String DPOP = "DPoP";
    private static final String BEARER = "Bearer";

    private final OAuth2 oauth = new OAuth2(NotebookServer.get());
    private final Jose jose = new Jose();
    private final String url = oauth.url("/api/test");

    /** RFC 9449 §7.2. */
    @Test
    void boundTokenSentAsBearerIsRefusedWithAHintToUseDpop() {
        Response response =
                given().header("Authorization", "Bearer " + boundToken()).get(url);
        assertRefused(response, BEARER, "invalid_token");
        assertThat(response.<String>path("error_description")).contains(DPOP);
    }

    @Test
    void bearerTokenSentAsDpopIsInvalidToken() {
        String token = oauth.backendToken("api:read");
        assertRefused(send(token, jose.dpopProof("GET", url, token)), DPOP, "invalid_token");
    }

    @Test
    void proofSignedWithAnotherKeyIsInvalidToken() {
        String token = boundToken();
        assertRefused(send(token, new Jose().dpopProof("GET", url, token)), DPOP, "invalid_token");
    }

    @Test
    void missingProofIsInvalidDpopProof() {
        assertRefused(given().header("Authorization", "DPoP " + boundToken()).get(url), DPOP, "invalid_dpop_proof");
    }

    @Test
    void twoProofsAreInvalidDpopProof() {
        String token = boundToken();
        Response response = given().header("Authorization", "DPoP " + token)
                .header("DPoP", jose.dpopProof("GET", url, token), jose.dpopProof("GET", url, token))
                .get(url);
        assertRefused(response, DPOP, "invalid_dpop_proof");
    }

    @Test
    void proofForAnotherUrlMethodOrTokenIsInvalidDpopProof() {
        String token = boundToken();
        assertRefused(send(token, jose.dpopProof("GET", oauth.url("/api/video"), token)), DPOP, "invalid_dpop_proof");
        assertRefused(send(token, jose.dpopProof("POST", url, token)), DPOP, "invalid_dpop_proof");
        assertRefused(send(token, jose.dpopProof("GET", url, boundToken())), DPOP, "invalid_dpop_proof");
        assertRefused(send(token, jose.dpopProof("GET", url, null)), DPOP, "invalid_dpop_proof");
    }

    @Test
    void reusedProofIsInvalidDpopProof() {
        String token = boundToken();
        String proof = jose.dpopProof("GET", url, token);
        send(token, proof).then().statusCode(200);
        assertRefused(send(token, proof), DPOP, "invalid_dpop_proof");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "null",
                "[]",
                "{\"typ\":\"dpop+jwt\"}",
                "{\"typ\":\"dpop+jwt\",\"alg\":\"none\"}",
                "{\"typ\":\"dpop+jwt\",\"alg\":\"HS256\"}",
                "{\"typ\":\"dpop+jwt\",\"alg\":\"ES256\"}",
                "{\"typ\":\"dpop+jwt\",\"alg\":\"ES256\",\"jwk\":null}",
                "{\"typ\":\"dpop+jwt\",\"alg\":\"ES256\",\"jwk\":{}}",
                "{\"typ\":\"dpop+jwt\",\"alg\":\"ES256\",\"jwk\":{\"kty\":\"EC\"}}",
                "{\"typ\":\"dpop+jwt\",\"alg\":\"ES256\",\"jwk\":{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AA\",\"y\":\"AA\"}}",
                "{\"typ\":\"dpop+jwt\",\"alg\":\"ES256\",\"jwk\":{\"kty\":\"EC\",\"crv\":\"P-1\",\"x\":\"AA\",\"y\":\"AA\"}}",
                "{\"typ\":\"dpop+jwt\",\"alg\":\"ES256\",\"jwk\":{\"kty\":\"RSA\",\"n\":\"AQAB\",\"e\":\"AQAB\"}}",
                "{\"typ\":\"dpop+jwt\",\"alg\":\"RS256\",\"jwk\":{\"kty\":\"RSA\"}}",
                "{\"typ\":\"dpop+jwt\",\"alg\":\"RS256\",\"jwk\":{\"kty\":\"RSA\",\"n\":\"\",\"e\":\"\"}}",
                "{\"typ\":\"dpop+jwt\",\"alg\":\"EdDSA\",\"jwk\":{\"kty\":\"OKP\",\"crv\":\"Ed25519\"}}",
                "{\"typ\":\"dpop+jwt\",\"alg\":\"EdDSA\",\"jwk\":{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"AA\"}}",
                "{\"typ\":\"dpop+jwt\",\"alg\":\"ES256\",\"jwk\":{\"kty\":\"oct\",\"k\":\"AA\"}}"
            })
    void proofWithAMalformedHeaderIsInvalidDpopProof(String header) {
        String encoded = Base64.getUrlEncoder().withoutPadding().encodeToString(header.getBytes(UTF_8));
        assertRefused(send(boundToken(), encoded + ".e30.AAAA"), DPOP, "invalid_dpop_proof");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "[]",
                "{}",
                "x",
                "{\"jti\":\"j\",\"htm\":\"GET\",\"htu\":\"\",\"iat\":1}",
                "{\"jti\":\"j\",\"htm\":\"GET\",\"htu\":\"%\",\"iat\":1}",
                "{\"jti\":\"j\",\"htm\":\"GET\",\"htu\":\"mailto:x\",\"iat\":1}",
                "{\"jti\":\"j\",\"htm\":\"GET\",\"htu\":\"/api/test\",\"iat\":99999999999999}",
                "{\"jti\":\"j\",\"htm\":\"GET\",\"htu\":\"/api/test\",\"iat\":\"now\"}"
            })
    void signedProofWithAMalformedPayloadIsInvalidDpopProof(String payload) {
        assertRefused(send(boundToken(), jose.dpopProofWithPayload(payload)), DPOP, "invalid_dpop_proof");
    }

    @Test
    void malformedTokenSentAsDpopIsInvalidToken() {
        assertRefused(send("e30.e30.", jose.dpopProof("GET", url, "e30.e30.")), DPOP, "invalid_token");
    }

    @Test
    void boundTokenWithMatchingProofIsAccepted() {
        String token = boundToken();
        send(token, jose.dpopProof("GET", url, token)).then().statusCode(200);
    }

    private String boundToken() {
        return given().header("DPoP", jose.dpopProof("POST", oauth.url("/token"), null))
                .formParams(with(with(oauth.as("backend"), "grant_type", "client_credentials"), "scope", "api:read"))
                .post(oauth.url("/token"))
                .then()
                .statusCode(200)
                .body(hasJsonPath("$.token_type", equalTo(DPOP)))
                .extract()
                .path("access_token");
    }

    private Response send(String token, String proof) {
        return given().header("Authorization", "DPoP " + token)
                .header("DPoP", proof)
                .get(url);
    }

    /** The challenge for the scheme in use carries the error; DPoP's always lists the algorithms (RFC 9449 §7.1). */
    private static void assertRefused(Response response, String scheme, String error) {
        response.then()
                .statusCode(401)
                .header("Cache-Control", "no-store")
                .body(hasJsonPath("$.error", equalTo(error)));
        List<String> challenges = response.headers().getValues("WWW-Authenticate");
        assertThat(challenges)
                .hasSize(2)
                .filteredOn(challenge -> challenge.contains("error=\"" + error + "\""))
                .singleElement()
                .asString()
                .startsWith(scheme + " ");
        assertThat(challenges)
                .filteredOn(challenge -> challenge.contains("algs=\""))
                .singleElement()
                .asString()
                .startsWith(DPOP + " ");
    }
}

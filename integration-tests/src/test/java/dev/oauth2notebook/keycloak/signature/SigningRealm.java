package dev.oauth2notebook.keycloak.signature;

import static io.restassured.RestAssured.given;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import dev.oauth2notebook.keycloak.support.Admin;
import dev.oauth2notebook.keycloak.support.Server;
import io.restassured.response.Response;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A realm with a client for each signature algorithm, whose tokens are signed with that algorithm. */
final class SigningRealm {

    /** The asymmetric algorithms of RFC 7518 §3.1. */
    static final List<String> ALGORITHMS =
            List.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512");

    private static final String SECRET = "secret";

    private final String url;
    private final String name;

    private SigningRealm(Server server, String name) {
        this.url = server.localUrl() + "/realms/" + name;
        this.name = name;
    }

    /** Creates a realm for a single test class. */
    static SigningRealm create(Server server) {
        String name = "signing-" + UUID.randomUUID();
        List<Map<String, Object>> clients = ALGORITHMS.stream()
                .map(algorithm -> Map.<String, Object>of(
                        "clientId",
                        algorithm,
                        "secret",
                        SECRET,
                        "serviceAccountsEnabled",
                        true,
                        "standardFlowEnabled",
                        false,
                        "attributes",
                        Map.of("access.token.signed.response.alg", algorithm)))
                .toList();
        new Admin(server)
                .request()
                .body(Map.of(
                        "realm",
                        name,
                        "enabled",
                        true,
                        "accessTokenLifespan",
                        600,
                        "attributes",
                        Map.of("api-audience", "any"),
                        "clients",
                        clients))
                .post("")
                .then()
                .statusCode(201);
        return new SigningRealm(server, name);
    }

    /** Returns the same realm at another server with the same data. */
    SigningRealm at(Server server) {
        return new SigningRealm(server, name);
    }

    String name() {
        return name;
    }

    /** Requests an access token that is signed with the given algorithm. */
    Response token(String algorithm) {
        return given().formParam("grant_type", "client_credentials")
                .formParam("client_id", algorithm)
                .formParam("client_secret", SECRET)
                .post(url + "/oauth2/token");
    }

    /** Calls the protected API, where the server verifies the signature. */
    Response callApi(String accessToken) {
        return given().auth().oauth2(accessToken).get(url + "/oauth2/api/test");
    }

    /** Returns the public keys. */
    JWKSet keys() {
        try {
            return JWKSet.parse(given().get(url + "/oauth2/jwks")
                    .then()
                    .statusCode(200)
                    .extract()
                    .asString());
        } catch (ParseException e) {
            throw new AssertionError(e);
        }
    }

    /**
     * Returns whether a token is signed by the key that it names, according to a library that Keycloak does not use.
     */
    static boolean isSignedBy(JWKSet keys, String token) {
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            JWK key = keys.getKeyByKeyId(jwt.getHeader().getKeyID());
            JWSVerifier verifier = new DefaultJWSVerifierFactory()
                    .createJWSVerifier(jwt.getHeader(), ((AsymmetricJWK) key).toPublicKey());
            return jwt.verify(verifier);
        } catch (ParseException | JOSEException e) {
            throw new AssertionError(e);
        }
    }

    static JWSAlgorithm algorithm(String token) {
        try {
            return SignedJWT.parse(token).getHeader().getAlgorithm();
        } catch (ParseException e) {
            throw new AssertionError(e);
        }
    }
}

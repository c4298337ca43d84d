package dev.oauth2notebook.keycloak.signature;

import static dev.oauth2notebook.keycloak.support.OAuth2.accessToken;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jwt.SignedJWT;
import dev.oauth2notebook.keycloak.support.Admin;
import dev.oauth2notebook.keycloak.support.NotebookServer;
import io.restassured.response.Response;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RSA keys that the server generates for a realm. */
@ExtendWith(NotebookServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GeneratedKeysIT {

    private SigningRealm realm;

    @BeforeAll
    void createRealm() {
        realm = SigningRealm.create(NotebookServer.get());
    }

    @Test
    void newRealmHasItsOwnKeysForSigningAndEncryption() {
        List<JWK> keys = SigningRealm.create(NotebookServer.get()).keys().getKeys();
        assertThat(keys).extracting(JWK::getKeyUse).contains(KeyUse.SIGNATURE, KeyUse.ENCRYPTION);
        assertThat(keys).extracting(JWK::getKeyID).doesNotHaveDuplicates();
        assertThat(keys).allMatch(key -> key.size() == 2048);
        assertThat(realm.keys().getKeys())
                .extracting(JWK::getKeyID)
                .doesNotContainAnyElementsOf(keys.stream().map(JWK::getKeyID).toList());
    }

    @ParameterizedTest
    @CsvSource({"3072, 10", "4096, 20"})
    void keyHasTheChosenSizeAndACertificate(int size, int priority) throws ParseException {
        add("rsa-generated", size, priority).then().statusCode(201);
        JWKSet keys = realm.keys();
        String token = accessToken(realm.token("RS256"));
        assertThat(SigningRealm.isSignedBy(keys, token)).isTrue();
        JWK key = keys.getKeyByKeyId(SignedJWT.parse(token).getHeader().getKeyID());
        assertThat(key.size()).isEqualTo(size);
        X509Certificate certificate = key.getParsedX509CertChain().get(0);
        assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("CN=" + realm.name());
        assertThat(certificate.getPublicKey()).isEqualTo(publicKey(key));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rsa-generated", "rsa-enc-generated"})
    void unsupportedSizeIsRefused(String provider) {
        add(provider, 512, 0).then().statusCode(400).body(containsString("2048"));
    }

    private Response add(String provider, int size, int priority) {
        return new Admin(NotebookServer.get())
                .request()
                .body(Map.of(
                        "name",
                        "generated",
                        "providerId",
                        provider,
                        "providerType",
                        "org.keycloak.keys.KeyProvider",
                        "config",
                        Map.of("keySize", List.of("" + size), "priority", List.of("" + (100 + priority)))))
                .post("/" + realm.name() + "/components");
    }

    private static PublicKey publicKey(JWK key) {
        try {
            return key.toRSAKey().toPublicKey();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }
}

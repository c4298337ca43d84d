package dev.oauth2notebook.keycloak.signature;

import static dev.oauth2notebook.keycloak.support.OAuth2.accessToken;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import dev.oauth2notebook.keycloak.support.Admin;
import dev.oauth2notebook.keycloak.support.NotebookServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tokens of every signature algorithm on the packaged server: how they are signed and verified. */
@ExtendWith(NotebookServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SigningIT {

    private SigningRealm realm;

    @BeforeAll
    void createRealm() {
        realm = SigningRealm.create(NotebookServer.get());
    }

    static List<String> algorithms() {
        return SigningRealm.ALGORITHMS;
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    void tokenIsVerifiedByAnotherLibraryAndByTheServer(String algorithm) {
        String token = accessToken(realm.token(algorithm));
        assertThat(SigningRealm.algorithm(token)).isEqualTo(JWSAlgorithm.parse(algorithm));
        assertThat(SigningRealm.isSignedBy(realm.keys(), token)).isTrue();
        assertThat(realm.callApi(token).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    void forgedTokenIsRefused(String algorithm) {
        String token = accessToken(realm.token(algorithm));
        String other = accessToken(realm.token(algorithm));
        String payload = token.substring(0, token.lastIndexOf('.') + 1);
        String signature = token.substring(payload.length());
        String othersSignature = other.substring(other.lastIndexOf('.') + 1);

        assertThat(signature).isNotEqualTo(othersSignature);
        for (String forged : List.of(othersSignature, signature.substring(4), "", "A".repeat(signature.length()))) {
            assertThat(realm.callApi(payload + forged).statusCode()).isEqualTo(401);
        }
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    void serverInfoShowsTheLibrary(String algorithm) {
        Map<String, String> shown = new Admin(NotebookServer.get())
                .serverInfo()
                .get("providers.signature.providers." + algorithm + ".operationalInfo");
        assertThat(shown).containsEntry("native", "auto").hasEntrySatisfying("signer", signer -> assertThat(signer)
                .matches("Amazon Corretto Crypto Provider \\d+\\.\\d+\\.\\d+"));
    }
}

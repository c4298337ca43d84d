package dev.oauth2notebook.keycloak.signature;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import dev.oauth2notebook.keycloak.support.Admin;
import dev.oauth2notebook.keycloak.support.NotebookServer;
import dev.oauth2notebook.keycloak.support.OAuth2;
import dev.oauth2notebook.keycloak.support.Poll;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rotates, disables and removes a realm's keys while clients request tokens. */
@ExtendWith(NotebookServer.class)
class KeyRotationIT {

    private static final int REQUESTS = 200;
    private static final int CLIENTS = 8;
    private static final int ROTATIONS = 5;

    private final Admin admin = new Admin(NotebookServer.get());
    private final SigningRealm realm = SigningRealm.create(NotebookServer.get());

    @ParameterizedTest
    @CsvSource({"RS256,rsa-generated,algorithm,RS256", "ES256,ecdsa-generated,ecdsaEllipticCurveKey,P-256"})
    void noRequestFailsDuringRotation(String algorithm, String provider, String setting, String value)
            throws Exception {
        AtomicInteger responses = new AtomicInteger();
        AtomicBoolean rotated = new AtomicBoolean();
        Callable<List<String>> client = () -> {
            List<String> tokens = new ArrayList<>();
            while (!rotated.get() || responses.get() < REQUESTS) {
                tokens.add(OAuth2.accessToken(realm.token(algorithm)));
                responses.incrementAndGet();
            }
            return tokens;
        };
        Map<String, JWK> published = new HashMap<>();
        Set<String> kids = new HashSet<>();
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<Future<List<String>>> running = IntStream.range(0, CLIENTS)
                    .mapToObj(i -> clients.submit(client))
                    .toList();
            String previous = null;
            for (int rotation = 1; rotation <= ROTATIONS; rotation++) {
                String current = newKey(provider, rotation, Map.of(setting, List.of(value)));
                publish(published);
                awaitResponsesToNewRequests(responses);
                if (previous != null) {
                    disable(previous);
                    awaitResponsesToNewRequests(responses);
                    remove(previous);
                }
                previous = current;
            }
            rotated.set(true);
            publish(published);
            JWKSet keys = new JWKSet(List.copyOf(published.values()));
            for (Future<List<String>> tokens : running) {
                for (String token : tokens.get()) {
                    assertThat(SigningRealm.isSignedBy(keys, token)).isTrue();
                    kids.add(SignedJWT.parse(token).getHeader().getKeyID());
                }
            }
        } finally {
            rotated.set(true);
            clients.shutdownNow();
        }
        assertThat(responses).hasValueGreaterThanOrEqualTo(REQUESTS);
        assertThat(kids).as("keys used for signing").hasSizeGreaterThanOrEqualTo(ROTATIONS);
    }

    /** Creates a key with a higher priority than all previous ones, which makes it the active one. */
    private String newKey(String provider, int rotation, Map<String, List<String>> setting) {
        Map<String, List<String>> config = new HashMap<>(setting);
        config.put("priority", List.of(String.valueOf(1000 + rotation)));
        return admin.create(
                "/" + realm.name() + "/components",
                Map.of(
                        "name",
                        "key-" + rotation,
                        "providerId",
                        provider,
                        "providerType",
                        "org.keycloak.keys.KeyProvider",
                        "config",
                        config));
    }

    private void disable(String component) {
        String path = "/" + realm.name() + "/components/" + component;
        Map<String, Object> key = admin.request().get(path).jsonPath().getMap("$");
        @SuppressWarnings("unchecked")
        Map<String, List<String>> config = (Map<String, List<String>>) key.get("config");
        config.put("enabled", List.of("false"));
        config.put("active", List.of("false"));
        admin.request().body(key).put(path).then().statusCode(204);
    }

    private void remove(String component) {
        admin.request()
                .delete("/" + realm.name() + "/components/" + component)
                .then()
                .statusCode(204);
    }

    private void publish(Map<String, JWK> published) {
        realm.keys().getKeys().forEach(key -> published.put(key.getKeyID(), key));
    }

    /**
     * Waits for enough responses that some must be to new requests; each client may have one earlier request under way.
     */
    private static void awaitResponsesToNewRequests(AtomicInteger responses) {
        int expected = responses.get() + 2 * CLIENTS;
        Poll.until(responses::get, count -> count >= expected);
    }
}

package dev.oauth2notebook.keycloak.tokenexchange.overrides;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.keycloak.protocol.oidc.grants.OAuth2GrantType;
import org.keycloak.protocol.oidc.grants.OAuth2GrantTypeFactory;

/** Detects grant types of a new Keycloak version that accept tokens and are not considered by this module. */
class GrantTypesTest {

    private static final String SERVICES = "META-INF/services/" + OAuth2GrantTypeFactory.class.getName();

    private static final Map<String, Set<String>> TOKENS = Map.of(
            "authorization_code",
            Set.of(),
            "client_credentials",
            Set.of(),
            "password",
            Set.of(),
            "refresh_token",
            Set.of(),
            "urn:ietf:params:oauth:grant-type:device_code",
            Set.of(),
            "urn:openid:params:grant-type:ciba",
            Set.of(),
            "urn:ietf:params:oauth:grant-type:pre-authorized_code",
            Set.of(),
            "urn:ietf:params:oauth:grant-type:jwt-bearer",
            Set.of("assertion"),
            "urn:ietf:params:oauth:grant-type:token-exchange",
            Set.of("subject_token", "actor_token"),
            "urn:ietf:params:oauth:grant-type:uma-ticket",
            Set.of("claim_token", "subject_token"));

    @Test
    void grantTypesAndTheirTokenParametersAreKnown() throws Exception {
        assertThat(registered()).isEqualTo(TOKENS);
    }

    @Test
    void grantTypesAreDocumented() throws IOException {
        String page = Files.readString(Path.of("../../docs/token-exchange.md"), UTF_8);
        assertThat(TOKENS.keySet())
                .allSatisfy(grant -> assertThat(page).contains("| `" + grant.replaceFirst("^.*:", "") + "` |"));
    }

    private static Map<String, Set<String>> registered() throws Exception {
        Map<String, Set<String>> tokens = new TreeMap<>();
        for (URL url : Collections.list(OAuth2GrantType.class.getClassLoader().getResources(SERVICES))) {
            try (InputStream in = url.openStream()) {
                for (String name : new String(in.readAllBytes(), UTF_8).split("\\s+")) {
                    OAuth2GrantTypeFactory factory = (OAuth2GrantTypeFactory)
                            Class.forName(name).getDeclaredConstructor().newInstance();
                    tokens.put(
                            factory.getId(), new TreeSet<>(factory.create(null).getTokenParameterNames()));
                }
            }
        }
        return tokens;
    }
}

package dev.oauth2notebook.peer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;

/** Spring Authorization Server with one client and one key, which issues access tokens by client credentials. */
@SpringBootApplication(proxyBeanMethods = false)
public class SpringPeer {

    private static final int RSA_BITS = 2048;

    public static void main(String[] args) {
        SpringApplication.run(SpringPeer.class, args);
    }

    @Bean
    RegisteredClientRepository clients() {
        return new InMemoryRegisteredClientRepository(RegisteredClient.withId("backend")
                .clientId("backend")
                .clientSecret("backend-development-secret")
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .scope("api:read")
                .tokenSettings(TokenSettings.builder()
                        .accessTokenTimeToLive(Duration.ofSeconds(300))
                        .build())
                .build());
    }

    /** Compares as Keycloak does: bcrypt, which is the default here, would take most of the time of a token. */
    @Bean
    PasswordEncoder plainSecrets() {
        return new PasswordEncoder() {
            @Override
            public String encode(CharSequence secret) {
                return secret.toString();
            }

            @Override
            public boolean matches(CharSequence secret, String expected) {
                return MessageDigest.isEqual(bytes(secret.toString()), bytes(expected));
            }

            private static byte[] bytes(String secret) {
                return secret.getBytes(StandardCharsets.UTF_8);
            }
        };
    }

    /** Keeps nothing: the in-memory service keeps every authorization for ever. */
    @Bean
    OAuth2AuthorizationService authorizations() {
        return new OAuth2AuthorizationService() {
            @Override
            public void save(OAuth2Authorization authorization) {}

            @Override
            public void remove(OAuth2Authorization authorization) {}

            @Override
            public OAuth2Authorization findById(String id) {
                return null;
            }

            @Override
            public OAuth2Authorization findByToken(String token, OAuth2TokenType type) {
                return null;
            }
        };
    }

    @Bean
    JWKSource<SecurityContext> key() throws JOSEException {
        return new ImmutableJWKSet<>(
                new JWKSet(new RSAKeyGenerator(RSA_BITS).keyID("key").generate()));
    }
}

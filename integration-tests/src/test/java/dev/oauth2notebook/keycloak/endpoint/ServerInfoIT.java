package dev.oauth2notebook.keycloak.endpoint;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.oauth2notebook.keycloak.support.Admin;
import dev.oauth2notebook.keycloak.support.NotebookServer;
import dev.oauth2notebook.keycloak.support.OAuth2;
import dev.oauth2notebook.keycloak.support.Project;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The providers as administrators see them in Server Info. */
@ExtendWith(NotebookServer.class)
class ServerInfoIT {

    private static final Path PROVIDERS = Project.root().resolve("providers");

    private final JsonPath info = new Admin(NotebookServer.get()).serverInfo();

    /** IDs of the providers by the simple name of their factory. */
    private static final Map<String, String> IDS = Map.ofEntries(
            entry("OAuth2ResourceProviderFactory", "oauth2"),
            entry("PrivateKeyJwtAuthenticatorFactory", "client-jwt"),
            entry("ClientSecretJwtAuthenticatorFactory", "client-secret-jwt"),
            entry("PushedRequestsFactory", "par"),
            entry("PushedRequestLoginFactory", "openid-connect"),
            entry("ClientRegistrationFactory", "openid-connect"),
            entry("GuardedRefreshTokenIntrospectionProviderFactory", "refresh_token"),
            entry("PermitExecutorFactory", "token-exchange-permit"),
            entry("GuardedTokenExchangeProviderFactory", "token-exchange-policy"),
            entry("PolicyAdminProviderFactory", "token-exchange-policy"),
            entry("PermitsPageProviderFactory", "permits"),
            entry("ExchangeChainCheckFactory", "token-exchange-chain"),
            entry("PermitPolicyManagerFactory", "default"),
            entry("ExchangeMetricsFactory", "token-exchange-metrics"),
            entry("ApiResourceProviderFactory", "demo-api"),
            entry("ExplorerResourceProviderFactory", "explorer"),
            entry("ObservedEventsFactory", "oauth2-explorer"),
            entry("ThemedEndpointPagesFactory", "themed"),
            entry("ClientCredentialsPermitExecutorFactory", "client-credentials-permit"),
            entry("AudienceCredentialsGrantFactory", "client_credentials"),
            entry("ResourceExecutorFactory", "resource-indicators"),
            entry("ResourceRestrictionFactory", "resource-restriction"),
            entry("IssuedClaimsProcessorFactory", "token-exchange-claims"),
            entry("GuardedAccessTokenIntrospectionProviderFactory", "access_token"),
            entry("ExchangedRefreshTokenProviderFactory", "token-exchange-refresh"),
            entry("RotatingRefreshTokenProviderFactory", "refresh-token-rotation"),
            entry("GuardedRptIntrospectionProviderFactory", "requesting_party_token"),
            entry("AncestorRevocationFactory", "token-exchange-ancestors"),
            entry("UmaGrantGuardFactory", "urn:ietf:params:oauth:grant-type:uma-ticket"),
            entry("JwtGrantGuardFactory", "urn:ietf:params:oauth:grant-type:jwt-bearer"),
            entry("MayActMapper", "oauth2-may-act-mapper"),
            entry("UserCodesFactory", "consonants"),
            entry("VerificationEndpointFactory", "device"),
            entry("DeviceGrantFactory", OAuth2.DEVICE_CODE),
            entry("PageProviderFactory", "freemarker"),
            entry("PageSecurityHeadersFactory", "default"),
            entry("LanguageUpdaterFactory", "default"),
            entry("NativeRsaKeyProviderFactory", "rsa-generated"),
            entry("NativeRsaEncKeyProviderFactory", "rsa-enc-generated"),
            entry("SessionStoreFactory", "jpa"),
            entry("NativeSignatureProviderFactory$Rs256", "RS256"),
            entry("NativeSignatureProviderFactory$Rs384", "RS384"),
            entry("NativeSignatureProviderFactory$Rs512", "RS512"),
            entry("NativeSignatureProviderFactory$Ps256", "PS256"),
            entry("NativeSignatureProviderFactory$Ps384", "PS384"),
            entry("NativeSignatureProviderFactory$Ps512", "PS512"),
            entry("NativeSignatureProviderFactory$Es256", "ES256"),
            entry("NativeSignatureProviderFactory$Es384", "ES384"),
            entry("NativeSignatureProviderFactory$Es512", "ES512"));

    @Test
    void everyProviderIsShown() {
        Map<String, Map<String, Map<String, Object>>> spis = info.get("providers");
        Set<String> shown = spis.values().stream()
                .flatMap(spi -> spi.get("providers").keySet().stream())
                .collect(Collectors.toSet());
        assertThat(shown).containsAll(IDS.values());
    }

    @Test
    void versionAndEffectiveOptionAreShown() {
        Map<String, String> operational =
                info.get("providers.'realm-restapi-extension'.providers.oauth2.operationalInfo");
        assertThat(operational).containsEntry("root-realm", "notebook").containsKey("version");
        assertThat(operational.get("version")).matches("\\d+\\.\\d+.*");
    }

    /** Keycloak's own provider with this ID has no operational info. */
    @Test
    void devicePageIsReplacedAndShowsItsLimits() {
        Map<String, String> operational =
                info.get("providers.'realm-restapi-extension'.providers.device.operationalInfo");
        assertThat(operational)
                .containsEntry("wrong-code-limit", "10")
                .containsEntry("wrong-code-network-limit", "50")
                .containsEntry("wrong-code-window", "300")
                .containsEntry("wrong-code-block", "300")
                .containsKey("version");
    }

    @Test
    void storeOfSessionsIsReplacedAndShowsKeycloaksOption() {
        Map<String, String> operational = info.get("providers.userSessionPersister.providers.jpa.operationalInfo");
        assertThat(operational).containsEntry("expirationBatch", "512").containsKey("version");
    }

    @Test
    void everyFactoryIsRegistered() throws IOException {
        List<String> registered = new ArrayList<>();
        List<String> factories = new ArrayList<>();
        try (Stream<Path> files = Files.walk(PROVIDERS).filter(Files::isRegularFile)) {
            for (Path file : files.toList()) {
                if (file.getParent().endsWith("src/main/resources/META-INF/services")
                        && !file.endsWith("org.keycloak.provider.Spi")
                        && !file.endsWith("org.infinispan.protostream.SerializationContextInitializer")) {
                    registered.addAll(Files.readAllLines(file));
                } else if (file.toString().contains("/src/main/java/") && isFactory(file)) {
                    factories.add(className(file));
                }
            }
        }
        assertThat(registered.stream().map(name -> name.replaceFirst("\\$.*", "")))
                .containsAll(factories)
                .allMatch(factories::contains);
        assertThat(registered)
                .extracting(name -> name.substring(name.lastIndexOf('.') + 1))
                .containsExactlyInAnyOrderElementsOf(IDS.keySet());
    }

    /** The factories in the module {@code common} are interfaces. */
    private static boolean isFactory(Path source) {
        String name = source.getFileName().toString();
        return (name.endsWith("Factory.java") || name.equals("MayActMapper.java"))
                && !source.startsWith(PROVIDERS.resolve("common"));
    }

    private static String className(Path source) {
        return source.toString()
                .replaceFirst(".*/src/main/java/", "")
                .replace(".java", "")
                .replace('/', '.');
    }
}

package dev.oauth2notebook.keycloak.conformance.overrides;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keycloak.Config;
import org.keycloak.protocol.oidc.OIDCProviderConfig;

class ParameterLengthsTest {

    private static final int CONFIGURED = 77;

    private final List<String> lookups = new ArrayList<>();

    private final Config.Scope scope = (Config.Scope) Proxy.newProxyInstance(
            Config.Scope.class.getClassLoader(), new Class<?>[] {Config.Scope.class}, (proxy, called, arguments) -> {
                String name = (String) arguments[0];
                lookups.add(name);
                boolean hasDefault = arguments.length > 1;
                return name.endsWith("--configured") ? CONFIGURED : hasDefault ? arguments[1] : null;
            });

    private final OIDCProviderConfig lengths = new ParameterLengths(scope);

    @ParameterizedTest
    @CsvSource({"configured, false", "grant_type, false", "scope, false", "subject_token, true", "unknown, false"})
    void lengthIsKeycloaksAtEachLookup(String name, boolean isToken) {
        int expected = new OIDCProviderConfig(scope).getMaxLengthForTheParameter(name, isToken);
        assertThat(lengths.getMaxLengthForTheParameter(name, isToken)).isEqualTo(expected);
        assertThat(lengths.getMaxLengthForTheParameter(name, isToken)).isEqualTo(expected);
    }

    @Test
    void configuredLengthIsUsed() {
        assertThat(lengths.getMaxLengthForTheParameter("configured", false)).isEqualTo(CONFIGURED);
    }

    @Test
    void parameterThatIsATokenHasItsOwnLength() {
        int asToken = lengths.getMaxLengthForTheParameter("assertion", true);
        assertThat(lengths.getMaxLengthForTheParameter("assertion", false)).isLessThan(asToken);
    }

    @Test
    void configurationIsReadOnceForEachParameter() {
        lengths.getMaxLengthForTheParameter("scope", false);
        lookups.clear();
        lengths.getMaxLengthForTheParameter("scope", false);
        assertThat(lookups).isEmpty();
    }

    @Test
    void namesThatClientsInventDoNotFillTheMemory() {
        for (int i = 0; i < 1_000; i++) {
            lengths.getMaxLengthForTheParameter("name" + i, false);
        }
        String longName = "x".repeat(1_000);
        lengths.getMaxLengthForTheParameter(longName, false);
        lookups.clear();
        lengths.getMaxLengthForTheParameter(longName, false);
        lengths.getMaxLengthForTheParameter("name0", false);
        assertThat(lookups).hasSize(2);
    }

    @Test
    void namesThatClientsInventDoNotKeepOthersOut() {
        for (int i = 0; i < 1_000; i++) {
            lengths.getMaxLengthForTheParameter("name" + i, false);
        }
        lengths.getMaxLengthForTheParameter("scope", false);
        lookups.clear();
        lengths.getMaxLengthForTheParameter("scope", false);
        assertThat(lookups).isEmpty();
    }
}

package dev.oauth2notebook.keycloak.tokenexchange.permits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oauth2notebook.keycloak.tokenexchange.decision.Permit;
import dev.oauth2notebook.keycloak.tokenexchange.decision.RandomExchanges;
import dev.oauth2notebook.keycloak.tokenexchange.decision.ScopeComparison;
import java.util.Map;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;

class PermitSettingsTest {

    @Property(edgeCases = EdgeCasesMode.NONE)
    @Domain(RandomExchanges.class)
    void valuesOfAPermitAreItsConfiguration(@ForAll Permit permit) {
        ParsedPermit<Permit> parsed = PermitSettings.parse(permit.name(), PermitSettings.of(permit));
        if (isConfigurable(permit)) {
            assertThat(parsed.permit()).isEqualTo(permit);
        } else {
            assertThat(parsed.problems()).isNotEmpty();
        }
    }

    /** Random permits have longer lifetimes and other paths than a configuration may have. */
    private static boolean isConfigurable(Permit permit) {
        return permit.maxLifetime() <= Integer.MAX_VALUE
                && permit.scopes().stream().noneMatch(new ScopeComparison(permit.pathScopes())::isMalformed);
    }

    @Example
    void invalidValuesAreProblems() {
        ParsedPermit<Permit> parsed = PermitSettings.parse("p", Map.of("max-depth", "none"));
        assertThat(parsed.permit()).isNull();
        assertThat(parsed.problems()).hasSize(3);
    }
}

package dev.oauth2notebook.keycloak.tokenexchange.permits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oauth2notebook.keycloak.tokenexchange.decision.Permit;
import java.util.List;
import org.junit.jupiter.api.Test;

class PermitExecutorFactoryTest {

    private static final PolicyTexts TEXTS = new PolicyTexts("{}", """
            {"profiles": [{"name": "p", "executors": [{"executor": "token-exchange-permit", "configuration":
              {"subject-clients": ["app"], "audiences": ["aud"]}}]}]}
            """);

    /** Keycloak creates a factory for each configured permit, and each permit is in the profiles of all. */
    @Test
    void factoriesShareParsedPermits() {
        assertThat(permitOfNewFactory()).isSameAs(permitOfNewFactory());
    }

    private static Permit permitOfNewFactory() {
        EvaluatedPolicies policies = new EvaluatedPolicies(TEXTS, "client-a");
        PermitExecutor executor = (PermitExecutor) new PermitExecutorFactory().create(policies.session());
        PermitConfig config = new PermitConfig();
        config.setConfigAsMap(PermitConfig.SUBJECT_CLIENTS, List.of("app"));
        config.setConfigAsMap(PermitConfig.AUDIENCES, List.of("aud"));
        executor.setupConfiguration(config);
        executor.executeOnEvent(policies.exchange());
        return Permits.of(policies.session(), PermitKind.TOKEN_EXCHANGE).valid().get(0);
    }
}

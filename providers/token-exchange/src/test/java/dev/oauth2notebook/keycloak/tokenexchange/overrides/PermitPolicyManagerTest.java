package dev.oauth2notebook.keycloak.tokenexchange.overrides;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oauth2notebook.keycloak.tokenexchange.permits.EvaluatedPolicies;
import dev.oauth2notebook.keycloak.tokenexchange.permits.PolicyTexts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.services.clientpolicy.ClientPolicyContext;
import org.keycloak.services.clientpolicy.ClientPolicyException;

/** What Keycloak's client policies create and configure for a request. */
class PermitPolicyManagerTest {

    private static final PolicyTexts TEXTS = new PolicyTexts("""
            {"policies": [
              {"name": "both", "enabled": true, "conditions": [{"condition": "any-client", "configuration": {}}],
               "profiles": ["a", "b"]},
              {"name": "one", "enabled": true, "conditions": [{"condition": "grant-type", "configuration": {}}],
               "profiles": ["b"]}]}
            """, """
            {"profiles": [
              {"name": "a", "executors": [{"executor": "token-exchange-permit", "configuration":
                {"requesters": ["client-a"], "subject-clients": ["app"], "audiences": ["aud", "shared-1"]}}]},
              {"name": "b", "executors": [{"executor": "token-exchange-permit", "configuration":
                {"requesters": ["client-b"], "subject-clients": ["app"], "audiences": ["aud", "shared-2"]}}]}]}
            """);

    private final EvaluatedPolicies policies = new EvaluatedPolicies(TEXTS, "client-a");

    @ParameterizedTest
    @ValueSource(strings = {"", "urn:client:aud", "https://unknown.example"})
    void onlyThePermitsOfTheRequesterAreEvaluated(String resource) throws ClientPolicyException {
        trigger(resource.isEmpty() ? policies.exchange() : policies.exchange(resource));
        assertThat(policies.created()).containsExactly("any-client", "token-exchange-permit");
    }

    @Test
    void allPermitsAreEvaluatedIfAResourceIsAmbiguous() throws ClientPolicyException {
        trigger(policies.exchange("urn:client:aud", EvaluatedPolicies.SHARED_RESOURCE));
        assertThat(policies.created())
                .containsExactly("any-client", "grant-type", "token-exchange-permit", "token-exchange-permit");
    }

    private void trigger(ClientPolicyContext context) throws ClientPolicyException {
        new PermitPolicyManagerFactory().create(policies.session()).triggerOnEvent(context);
    }
}

package dev.oauth2notebook.keycloak.messages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oauth2notebook.keycloak.common.FailedRequest;
import dev.oauth2notebook.keycloak.pages.errors.ErrorTopic;
import dev.oauth2notebook.keycloak.pages.errors.ErrorTopics;
import dev.oauth2notebook.keycloak.tokenexchange.decision.PolicyCheck;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The module with the explanations knows the errors of the modules that it does not depend on. */
class ErrorTopicsTest {

    @ParameterizedTest
    @EnumSource
    void everyRefusalOfThePolicyIsExplained(PolicyCheck check) {
        assertThat(ErrorTopics.of(exchange(check.code().value(), check.description())))
                .hasValueSatisfying(topic -> assertThat(topic.group()).isEqualTo(ErrorTopic.Group.EXCHANGE));
    }

    @ParameterizedTest
    @CsvSource({
        "NO_PERMIT, EXCHANGE_NOT_PERMITTED",
        "SUBJECT_CLIENT, SUBJECT_TOKEN",
        "TOKEN_TYPE, EXCHANGE_TOKEN_TYPE",
        "AUDIENCE, EXCHANGE_TARGET",
        "RESOURCE, EXCHANGE_TARGET",
        "TARGET_MISSING, EXCHANGE_TARGET",
        "SCOPE_NOT_IN_SUBJECT_TOKEN, EXCHANGE_SCOPE",
        "ACTOR_MISSING, ACTOR_TOKEN",
        "ACTOR_CLIENT, ACTOR_TOKEN",
        "MAY_ACT_MISMATCH, MAY_ACT",
        "CYCLE, ACTOR_CHAIN",
        "DEPTH, ACTOR_CHAIN",
        "LIFETIME, SUBJECT_TOKEN",
    })
    void refusalHasTheRightTopic(PolicyCheck check, ErrorTopic topic) {
        assertThat(ErrorTopics.of(exchange(check.code().value(), check.description())))
                .contains(topic);
    }

    @Test
    void unknownErrorHasNoTopic() {
        assertThat(ErrorTopics.of(new FailedRequest("TOKEN", "unheard_of", "", "", Map.of())))
                .isEmpty();
    }

    private static FailedRequest exchange(String error, String description) {
        return new FailedRequest(
                "TOKEN",
                error,
                description,
                "application/x-www-form-urlencoded",
                Map.of("grant_type", List.of("urn:ietf:params:oauth:grant-type:token-exchange")));
    }
}

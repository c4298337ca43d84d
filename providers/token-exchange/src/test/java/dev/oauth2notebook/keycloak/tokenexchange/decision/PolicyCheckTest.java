package dev.oauth2notebook.keycloak.tokenexchange.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oauth2notebook.keycloak.tokenexchange.decision.Decision.Refusal;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PolicyCheckTest {

    /** RFC 6749 §5.2: printable ASCII without quotation marks and backslashes. */
    @ParameterizedTest
    @EnumSource
    void descriptionHasOnlyCharactersAllowedInAnErrorResponse(PolicyCheck check) {
        assertThat(check.description()).matches("[\\x20-\\x21\\x23-\\x5B\\x5D-\\x7E]+");
    }

    @ParameterizedTest
    @EnumSource
    void descriptionDoesNotMentionPermits(PolicyCheck check) {
        assertThat(check.description()).doesNotContainIgnoringCase("permit");
    }

    @Test
    void descriptionsAndReasonsAreUnique() {
        assertThat(Arrays.stream(PolicyCheck.values()).map(PolicyCheck::description))
                .doesNotHaveDuplicates();
        assertThat(Arrays.stream(PolicyCheck.values()).map(PolicyCheck::reason)).doesNotHaveDuplicates();
    }

    @Test
    void descriptionSaysWhatToChangeAndReasonNamesThePermit() {
        Refusal refusal = new Refusal(PolicyCheck.TARGET_MISSING, "downstream", List.of());

        assertThat(refusal.code().value()).isEqualTo("invalid_request");
        assertThat(refusal.description()).isEqualTo("Name the target service in audience");
        assertThat(refusal.reason()).isEqualTo("permit downstream: requires an audience");
    }

    @Test
    void refusalWithoutAPermitHasAReason() {
        Refusal refusal = new Refusal(PolicyCheck.NO_PERMIT);

        assertThat(refusal.code().value()).isEqualTo("unauthorized_client");
        assertThat(refusal.description()).isEqualTo("This client may not exchange tokens");
        assertThat(refusal.reason()).isEqualTo("no permit applies to this requester");
    }

    @Test
    void checksAreInTheDocumentedOrder() {
        assertThat(PolicyCheck.values())
                .containsExactly(
                        PolicyCheck.NO_PERMIT,
                        PolicyCheck.SUBJECT_CLIENT,
                        PolicyCheck.TOKEN_TYPE,
                        PolicyCheck.REFRESH_TOKEN_WITH_ACTOR,
                        PolicyCheck.REFRESH_TOKEN_FOR_DELEGATED_SUBJECT,
                        PolicyCheck.TARGET_MISSING,
                        PolicyCheck.AUDIENCE,
                        PolicyCheck.RESOURCE,
                        PolicyCheck.OFFLINE_ACCESS,
                        PolicyCheck.PATH_SCOPE,
                        PolicyCheck.SCOPE_NOT_IN_SUBJECT_TOKEN,
                        PolicyCheck.SCOPE_NOT_ASSIGNED,
                        PolicyCheck.SCOPE_NOT_PERMITTED,
                        PolicyCheck.ACTOR_MISSING,
                        PolicyCheck.ACTOR_FORBIDDEN,
                        PolicyCheck.ACTOR_CLIENT,
                        PolicyCheck.ACTOR_NOT_FOR_REQUESTER,
                        PolicyCheck.ACTOR_DELEGATED,
                        PolicyCheck.ACTOR_IS_SUBJECT,
                        PolicyCheck.MAY_ACT_MISSING,
                        PolicyCheck.MAY_ACT_MISMATCH,
                        PolicyCheck.IMPERSONATION_OF_DELEGATED_SUBJECT,
                        PolicyCheck.CYCLE,
                        PolicyCheck.CHAIN_CLIENT,
                        PolicyCheck.DEPTH,
                        PolicyCheck.LIFETIME);
    }
}

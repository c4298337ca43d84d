package dev.oauth2notebook.keycloak.exchange.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oauth2notebook.keycloak.exchange.decision.Decision.Refusal;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CauseTest {

    /** RFC 6749 §5.2: no quotes, no backslashes, ASCII only. */
    @ParameterizedTest
    @EnumSource
    void descriptionIsPlainEnoughForAnErrorResponse(Cause cause) {
        assertThat(cause.description()).matches("[\\x20-\\x21\\x23-\\x5B\\x5D-\\x7E]+");
    }

    @ParameterizedTest
    @EnumSource
    void descriptionDoesNotSpeakOfPermits(Cause cause) {
        assertThat(cause.description()).doesNotContainIgnoringCase("permit");
    }

    @Test
    void noTextIsUsedTwice() {
        assertThat(Arrays.stream(Cause.values()).map(Cause::description)).doesNotHaveDuplicates();
        assertThat(Arrays.stream(Cause.values()).map(Cause::reason)).doesNotHaveDuplicates();
    }

    @Test
    void refusalTellsTheClientWhatToChangeAndTheEventWhichPermitRefused() {
        Refusal refusal = new Refusal(Cause.TARGET_MISSING, "downstream");

        assertThat(refusal.code().value()).isEqualTo("invalid_request");
        assertThat(refusal.description()).isEqualTo("Name the target service in audience");
        assertThat(refusal.reason()).isEqualTo("permit downstream: requires an audience");
    }

    @Test
    void refusalWithoutAPermitHasAReasonToo() {
        Refusal refusal = new Refusal(Cause.NO_PERMIT, null);

        assertThat(refusal.code().value()).isEqualTo("unauthorized_client");
        assertThat(refusal.description()).isEqualTo("This client may not exchange tokens");
        assertThat(refusal.reason()).isEqualTo("no permit is for this requester");
    }

    @Test
    void checksAreMadeInTheDocumentedOrder() {
        assertThat(Cause.values())
                .containsExactly(
                        Cause.NO_PERMIT,
                        Cause.SUBJECT_CLIENT,
                        Cause.TOKEN_TYPE,
                        Cause.REFRESH_TOKEN_WITH_ACTOR,
                        Cause.REFRESH_TOKEN_OF_DELEGATED,
                        Cause.TARGET_MISSING,
                        Cause.AUDIENCE,
                        Cause.RESOURCE,
                        Cause.OFFLINE_ACCESS,
                        Cause.SCOPE_OF_SUBJECT,
                        Cause.SCOPE_OF_REQUESTER,
                        Cause.SCOPE_OF_PERMIT,
                        Cause.ACTOR_MISSING,
                        Cause.ACTOR_FORBIDDEN,
                        Cause.ACTOR_CLIENT,
                        Cause.ACTOR_OF_OTHERS,
                        Cause.ACTOR_DELEGATED,
                        Cause.ACTOR_IS_SUBJECT,
                        Cause.MAY_ACT_MISSING,
                        Cause.MAY_ACT_OF_OTHERS,
                        Cause.IMPERSONATION_OF_DELEGATED,
                        Cause.CYCLE,
                        Cause.DEPTH,
                        Cause.LIFETIME);
    }
}

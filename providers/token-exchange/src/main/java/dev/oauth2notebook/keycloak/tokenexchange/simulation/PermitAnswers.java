package dev.oauth2notebook.keycloak.tokenexchange.simulation;

import dev.oauth2notebook.keycloak.tokenexchange.decision.CredentialsCheck;
import dev.oauth2notebook.keycloak.tokenexchange.decision.PermitCheck;
import dev.oauth2notebook.keycloak.tokenexchange.decision.PolicyCheck;
import dev.oauth2notebook.keycloak.tokenexchange.permits.ConfiguredPermits;
import dev.oauth2notebook.keycloak.tokenexchange.permits.ParsedPermit;
import dev.oauth2notebook.keycloak.tokenexchange.permits.PermitKind;
import dev.oauth2notebook.keycloak.tokenexchange.permits.SelectedPermits;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.keycloak.models.RealmModel;

/**
 * Says for each permit of a realm whether it covers a request, and why not.
 *
 * @param <P> kind of the permits
 */
final class PermitAnswers<P> {

    private final RealmModel realm;
    private final SelectedPermits<P> selected;
    private final String requester;

    /**
     * @param realm the realm of the permits
     * @param selected the permits that client policies select for the request
     * @param requester client id of the requester
     */
    PermitAnswers(RealmModel realm, SelectedPermits<P> selected, String requester) {
        this.realm = realm;
        this.selected = selected;
        this.requester = requester;
    }

    /**
     * Returns the answers in the order of the profiles.
     *
     * @param kind kind of the permits
     * @param attempts returns the attempt with a permit
     * @param changes finds the changes after which an attempt succeeds
     */
    <A extends Attempt<?, A>> List<PermitAnswer> of(
            PermitKind<P> kind, Function<P, A> attempts, Function<A, List<List<Change>>> changes) {
        return ConfiguredPermits.of(realm, kind).stream()
                .map(permit -> of(permit, attempts, changes))
                .toList();
    }

    private <A extends Attempt<?, A>> PermitAnswer of(
            ParsedPermit<P> permit, Function<P, A> attempts, Function<A, List<List<Change>>> changes) {
        List<String> problems = permit.problemsIn(realm);
        if (!problems.isEmpty()) {
            return notEvaluated(permit, "invalid: " + String.join("; ", problems));
        }
        if (!selected.include(permit)) {
            return notEvaluated(permit, "no enabled client policy with this profile selects the client " + requester);
        }
        A attempt = attempts.apply(permit.permit());
        Optional<? extends PermitCheck> failed = attempt.failedCheck();
        return new PermitAnswer(
                permit.name(),
                failed.isEmpty(),
                failed.map(PermitCheck::name).orElse(null),
                failed.map(PermitAnswers::reason).orElse(null),
                changes.apply(attempt));
    }

    private static PermitAnswer notEvaluated(ParsedPermit<?> permit, String reason) {
        return new PermitAnswer(permit.name(), false, null, reason, List.of());
    }

    private static String reason(PermitCheck failed) {
        return failed == PolicyCheck.NO_PERMIT || failed == CredentialsCheck.NO_PERMIT
                ? "does not apply to this requester"
                : failed.reason();
    }
}

package dev.oauth2notebook.keycloak.tokenexchange.simulation;

import dev.oauth2notebook.keycloak.tokenexchange.decision.ExchangeRequest;
import dev.oauth2notebook.keycloak.tokenexchange.decision.PolicyCheck;
import dev.oauth2notebook.keycloak.tokenexchange.permits.ParsedPermit;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.keycloak.models.RealmModel;

/** Says for each permit of a realm whether it covers a request, and why not. */
final class PermitAnswers {

    private final RealmModel realm;
    private final Predicate<ParsedPermit> isSelected;
    private final ExchangeRequest request;
    private final long now;

    /**
     * @param realm the realm of the permits
     * @param isSelected whether client policies select the requester for a permit
     * @param request the request
     * @param now time of the decision, in seconds since the epoch
     */
    PermitAnswers(RealmModel realm, Predicate<ParsedPermit> isSelected, ExchangeRequest request, long now) {
        this.realm = realm;
        this.isSelected = isSelected;
        this.request = request;
        this.now = now;
    }

    PermitAnswer of(ParsedPermit permit) {
        List<String> problems = permit.problemsIn(realm);
        if (!problems.isEmpty()) {
            return notEvaluated(permit, "invalid: " + String.join("; ", problems));
        }
        if (!isSelected.test(permit)) {
            return notEvaluated(
                    permit, "no enabled client policy with this profile selects the client " + request.requester());
        }
        Attempt attempt = new Attempt(permit.permit(), request, now);
        Optional<PolicyCheck> failed = attempt.failedCheck();
        return new PermitAnswer(
                permit.name(),
                failed.isEmpty(),
                failed.map(PolicyCheck::name).orElse(null),
                failed.map(PermitAnswers::reason).orElse(null),
                NearestChange.find(attempt));
    }

    private static PermitAnswer notEvaluated(ParsedPermit permit, String reason) {
        return new PermitAnswer(permit.name(), false, null, reason, List.of());
    }

    private static String reason(PolicyCheck failed) {
        return failed == PolicyCheck.NO_PERMIT ? "does not apply to this requester" : failed.reason();
    }
}

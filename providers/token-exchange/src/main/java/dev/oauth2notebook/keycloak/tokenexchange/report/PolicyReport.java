package dev.oauth2notebook.keycloak.tokenexchange.report;

import dev.oauth2notebook.keycloak.tokenexchange.outcome.DetailList;
import dev.oauth2notebook.keycloak.tokenexchange.outcome.ExchangeEvent;
import dev.oauth2notebook.keycloak.tokenexchange.outcome.RefusedRequestException;
import dev.oauth2notebook.keycloak.tokenexchange.permits.PolicyGrant;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.keycloak.events.EventBuilder;
import org.keycloak.representations.AccessToken;

/**
 * Adds to the event of a request what the policy would have done. A fault is logged, and never affects the
 * request.
 */
public final class PolicyReport {

    private static final Logger LOG = Logger.getLogger(PolicyReport.class);

    private final EventBuilder event;
    private PolicyGrant granted;

    /** @param event the event of the request */
    public PolicyReport(EventBuilder event) {
        this.event = event;
    }

    /**
     * Reports whether the policy would have granted the request.
     *
     * @param policy asks the policy; throws {@link RefusedRequestException} if it refuses
     */
    public void evaluate(Supplier<? extends PolicyGrant> policy) {
        evaluate(policy, refused -> true);
    }

    /**
     * Reports whether the policy would have granted the request.
     *
     * @param policy as for the other method
     * @param refuses whether a request that no permit covers would have been refused for that
     */
    public void evaluate(Supplier<? extends PolicyGrant> policy, Predicate<RefusedRequestException> refuses) {
        guarded(() -> {
            try {
                granted = policy.get();
                event.detail(ExchangeEvent.WOULD_GRANT, granted.permit());
            } catch (RefusedRequestException e) {
                if (refuses.test(e)) {
                    refuse(e);
                }
            }
        });
    }

    /** Reports that the policy would have refused the request. */
    public void refuse(RefusedRequestException refused) {
        LOG.debugf("Request would be refused: %s; permits considered: %s", refused.reason(), refused.considered());
        event.detail(ExchangeEvent.WOULD_REFUSE, refused.reason());
        ExchangeEvent.considered(event, refused);
    }

    /**
     * Reports what the policy would have removed from the token, if it would have granted the request.
     *
     * @param issued the issued access token
     * @param idToken whether an ID token is issued together with it
     */
    public void compare(AccessToken issued, boolean idToken) {
        if (granted != null) {
            guarded(() -> event.detail(
                    ExchangeEvent.WOULD_NARROW, DetailList.join(Narrowing.of(issued, idToken, granted.limits()))));
        }
    }

    /** Runs what a report needs: a fault there must not fail a request that Keycloak grants. */
    public static void guarded(Runnable report) {
        try {
            report.run();
        } catch (RuntimeException e) {
            LOG.warn("The token-exchange policy could not be evaluated for its report", e);
        }
    }
}

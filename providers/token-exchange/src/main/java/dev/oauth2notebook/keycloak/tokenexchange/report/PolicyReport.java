package dev.oauth2notebook.keycloak.tokenexchange.report;

import dev.oauth2notebook.keycloak.tokenexchange.outcome.DetailList;
import dev.oauth2notebook.keycloak.tokenexchange.outcome.ExchangeEvent;
import dev.oauth2notebook.keycloak.tokenexchange.outcome.RefusedExchangeException;
import dev.oauth2notebook.keycloak.tokenexchange.permits.GrantedExchange;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.keycloak.events.EventBuilder;
import org.keycloak.representations.AccessToken;

/**
 * Adds to the event of an exchange or a refresh what the policy would have done. A fault is logged, and never affects the
 * request.
 */
public final class PolicyReport {

    private static final Logger LOG = Logger.getLogger(PolicyReport.class);

    private final EventBuilder event;
    private GrantedExchange granted;

    /** @param event the event of the request */
    public PolicyReport(EventBuilder event) {
        this.event = event;
    }

    /**
     * Reports whether the policy would have granted the request.
     *
     * @param policy asks the policy; throws {@link RefusedExchangeException} if it refuses
     */
    public void evaluate(Supplier<GrantedExchange> policy) {
        guarded(() -> {
            try {
                granted = policy.get();
                event.detail(ExchangeEvent.WOULD_GRANT, granted.grant().permit());
            } catch (RefusedExchangeException e) {
                refuse(e);
            }
        });
    }

    /** Reports that the policy would have refused the request. */
    public void refuse(RefusedExchangeException refused) {
        LOG.debugf("Exchange would be refused: %s; permits considered: %s", refused.reason(), refused.considered());
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

    private static void guarded(Runnable report) {
        try {
            report.run();
        } catch (RuntimeException e) {
            LOG.warn("The token-exchange policy could not be evaluated for its report", e);
        }
    }
}

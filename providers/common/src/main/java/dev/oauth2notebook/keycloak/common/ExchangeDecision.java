package dev.oauth2notebook.keycloak.common;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.keycloak.models.KeycloakSession;

/**
 * The decision on a token exchange, and how each permit contributed to it. The module {@code token-exchange} offers it,
 * and the module {@code explorer} shows it.
 *
 * @param permitted whether the exchange was granted
 * @param requester client that requested the exchange
 * @param subjectClient client to which the subject token was issued
 * @param audience requested audiences and resources
 * @param scopes requested scopes
 * @param permits the permits that apply to the requester, in the order in which they were tried
 * @param closest name of the permit that passed the most checks; {@code null} if the exchange was granted or no permit
 *     applies
 */
public record ExchangeDecision(
        boolean permitted,
        String requester,
        String subjectClient,
        List<String> audience,
        List<String> scopes,
        List<PermitOutcome> permits,
        String closest) {

    private static final String ATTRIBUTE = ExchangeDecision.class.getName();

    /**
     * What one permit said about the exchange.
     *
     * @param name name of the permit
     * @param chosen whether this permit was used
     * @param failedCheck the first check that the request failed; {@code null} if it passed all
     * @param explanation what that check means; {@code null} if the request passed all
     */
    public record PermitOutcome(String name, boolean chosen, String failedCheck, String explanation) {}

    /**
     * Offers the decision on the current request. It is computed only if somebody asks for it.
     *
     * @param session session of the current request
     * @param decision computes the decision
     */
    public static void offer(KeycloakSession session, Supplier<ExchangeDecision> decision) {
        session.setAttribute(ATTRIBUTE, decision);
    }

    /** Returns the decision on the current request; empty if it is not a token exchange that reached a decision. */
    public static Optional<ExchangeDecision> of(KeycloakSession session) {
        return session.getAttribute(ATTRIBUTE) instanceof Supplier<?> decision
                        && decision.get() instanceof ExchangeDecision made
                ? Optional.of(made)
                : Optional.empty();
    }
}

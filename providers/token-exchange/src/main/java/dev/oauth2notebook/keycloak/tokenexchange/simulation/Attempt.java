package dev.oauth2notebook.keycloak.tokenexchange.simulation;

import dev.oauth2notebook.keycloak.tokenexchange.decision.PermitCheck;
import java.util.Map;
import java.util.Optional;

/**
 * A permit and a request, of which either may have been changed.
 *
 * @param <C> the checks of such a permit
 * @param <A> the type of the attempt itself
 */
interface Attempt<C extends PermitCheck, A extends Attempt<C, A>> {

    /** Decides as the policy would if this were the only permit; returns the check that fails, empty if none does. */
    Optional<C> failedCheck();

    /** Returns the name of the permit. */
    String permitName();

    /** Returns the effective value of every key of the permit. */
    Map<String, Object> settings();

    /** Returns this attempt with another value of a key of the permit; empty if the value is invalid. */
    Optional<A> withPermit(String key, Object value);
}

package dev.oauth2notebook.keycloak.tokenexchange.introspection;

import dev.oauth2notebook.keycloak.tokenexchange.validity.ExchangeChain;
import java.util.Optional;
import org.keycloak.events.Details;
import org.keycloak.events.Errors;
import org.keycloak.events.EventBuilder;
import org.keycloak.models.KeycloakSession;
import org.keycloak.representations.AccessToken;

/** Checks at introspection (RFC 7662 §2.2) that the actors and ancestors of an exchanged token are still valid. */
public final class IntrospectionCheck {

    private final KeycloakSession session;

    public IntrospectionCheck(KeycloakSession session) {
        this.session = session;
    }

    /**
     * Checks an access or refresh token that Keycloak has verified.
     *
     * @param event the event of the request, which is sent with the reason if the token is inactive
     * @return whether the token is active
     */
    public boolean passes(AccessToken token, EventBuilder event) {
        Optional<String> problem = new ExchangeChain(session).findProblem(token);
        problem.ifPresent(reason -> {
            event.detail(Details.REASON, reason);
            event.error(Errors.INVALID_TOKEN);
        });
        return problem.isEmpty();
    }
}

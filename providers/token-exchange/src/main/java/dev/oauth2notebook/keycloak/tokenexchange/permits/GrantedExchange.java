package dev.oauth2notebook.keycloak.tokenexchange.permits;

import dev.oauth2notebook.keycloak.tokenexchange.decision.Decision.Grant;
import dev.oauth2notebook.keycloak.tokenexchange.decision.ExchangeRequest;
import dev.oauth2notebook.keycloak.tokenexchange.issuing.IssuanceLimits;
import java.util.Collection;

/**
 * An exchange that the policy grants.
 *
 * @param request the request
 * @param grant the decision
 * @param limits the limits of the tokens, which take other client policies into account
 * @see RealmPolicy#grant
 */
public record GrantedExchange(ExchangeRequest request, Grant grant, IssuanceLimits limits) implements PolicyGrant {

    @Override
    public String permit() {
        return grant.permit();
    }

    /** Returns this exchange with URIs in {@code aud} that stand for some of its audiences (RFC 8707 §2). */
    public GrantedExchange withResources(Collection<String> uris) {
        return new GrantedExchange(request, grant, limits.withResources(uris));
    }
}

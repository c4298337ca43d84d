package dev.oauth2notebook.keycloak.tokenexchange.permits;

import dev.oauth2notebook.keycloak.tokenexchange.decision.CredentialsDecision.CredentialsGrant;
import dev.oauth2notebook.keycloak.tokenexchange.issuing.CredentialsLimits;

/**
 * A request for client credentials with a target that the policy grants.
 *
 * @param grant the decision
 * @param limits the limits of the token
 * @see RealmCredentialsPolicy#grant
 */
public record GrantedCredentials(CredentialsGrant grant, CredentialsLimits limits) implements PolicyGrant {

    @Override
    public String permit() {
        return grant.permit();
    }
}

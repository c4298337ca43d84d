package dev.oauth2notebook.keycloak.tokenexchange.permits;

import dev.oauth2notebook.keycloak.tokenexchange.issuing.TokenLimits;

/** A request that a permit grants. */
public interface PolicyGrant {

    /** Returns the name of the permit. */
    String permit();

    /** Returns the limits of the token. */
    TokenLimits limits();
}

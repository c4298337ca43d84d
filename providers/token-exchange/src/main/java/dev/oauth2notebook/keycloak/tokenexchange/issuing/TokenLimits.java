package dev.oauth2notebook.keycloak.tokenexchange.issuing;

import java.util.Collection;
import org.keycloak.representations.AccessToken;

/** What a token may have at most, because a permit granted it. */
public interface TokenLimits {

    /** Limits an access token, except for its scopes, which the context limits from which it is created. */
    void apply(AccessToken token);

    /** Returns the scopes that the token may have. */
    Collection<String> scopes();

    /** Returns whether an ID token may be issued with the token. */
    boolean idToken();
}

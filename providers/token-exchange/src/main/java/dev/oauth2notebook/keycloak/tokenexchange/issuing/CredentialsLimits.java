package dev.oauth2notebook.keycloak.tokenexchange.issuing;

import dev.oauth2notebook.keycloak.tokenexchange.decision.CredentialsDecision.CredentialsGrant;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.keycloak.representations.AccessToken;

/**
 * The limits of a token for client credentials with a target.
 *
 * @param audiences the token's {@code aud}
 * @param resources URIs in {@code aud}, in addition to the client ids for which they stand (RFC 8707 §2)
 * @param scopes the scopes that the token may have
 * @param expiresAt latest {@code exp}, in seconds since the epoch
 */
public record CredentialsLimits(List<String> audiences, List<String> resources, List<String> scopes, long expiresAt)
        implements TokenLimits {

    /**
     * Returns the limits of a token that is issued for a grant.
     *
     * @param resources URIs that stand for some of the audiences
     * @param now current time in seconds since the epoch
     */
    public static CredentialsLimits of(CredentialsGrant grant, Collection<String> resources, long now) {
        return new CredentialsLimits(
                List.copyOf(grant.audiences()),
                List.copyOf(resources),
                List.copyOf(grant.scopes()),
                now + grant.maxLifetime());
    }

    @Override
    public void apply(AccessToken token) {
        token.audience(
                Stream.concat(resources.stream(), audiences.stream()).distinct().toArray(String[]::new));
        token.exp(Math.min(token.getExp(), expiresAt));
        token.getResourceAccess().keySet().retainAll(audiences);
    }

    /** Returns true: an ID token is for the client itself. */
    @Override
    public boolean idToken() {
        return true;
    }
}

package dev.oauth2notebook.keycloak.tokenexchange.report;

import dev.oauth2notebook.keycloak.tokenexchange.issuing.TokenLimits;
import dev.oauth2notebook.keycloak.tokenexchange.tokens.ExchangeScopes;
import dev.oauth2notebook.keycloak.tokenexchange.tokens.TokenRoles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.keycloak.representations.AccessToken;
import org.keycloak.util.JsonSerialization;

/** What limits would remove from a token. */
final class Narrowing {

    private Narrowing() {}

    /**
     * Applies limits to a copy of a token, and compares both.
     *
     * @param issued a token without these limits
     * @param idToken whether an ID token is issued together with it
     * @param limits the limits
     * @return each value that would be removed, with its kind; empty if the limits would change nothing
     */
    static List<String> of(AccessToken issued, boolean idToken, TokenLimits limits) {
        AccessToken limited = copy(issued);
        limits.apply(limited);
        List<String> lost = new ArrayList<>();
        add(lost, "scope", ExchangeScopes.parse(issued.getScope()), limits.scopes());
        add(lost, "audience", audience(issued), audience(limited));
        add(lost, "role", TokenRoles.of(issued), TokenRoles.of(limited));
        if (limited.getExp() < issued.getExp()) {
            lost.add("lifetime %d instead of %d seconds"
                    .formatted(limited.getExp() - issued.getIat(), issued.getExp() - issued.getIat()));
        }
        if (idToken && !limits.idToken()) {
            lost.add("ID token");
        }
        return lost;
    }

    private static void add(List<String> lost, String kind, Collection<String> issued, Collection<String> kept) {
        Set<String> removed = new LinkedHashSet<>(issued);
        removed.removeAll(kept);
        removed.forEach(value -> lost.add(kind + " " + value));
    }

    private static List<String> audience(AccessToken token) {
        return token.getAudience() == null ? List.of() : List.of(token.getAudience());
    }

    private static AccessToken copy(AccessToken token) {
        try {
            return JsonSerialization.readValue(JsonSerialization.writeValueAsBytes(token), AccessToken.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.oauth2notebook.keycloak.tokenexchange.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oauth2notebook.keycloak.tokenexchange.issuing.IssuanceLimits;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.keycloak.representations.AccessToken;

class NarrowingTest {

    private static final long NOW = 1_000_000;

    @Test
    void limitsThatTheTokenMeetsRemoveNothing() {
        assertThat(Narrowing.of(token(), true, limits("read write", "orders billing", "boss orders.reader", true, 900)))
                .isEmpty();
    }

    @Test
    void eachLostValueIsNamed() {
        assertThat(Narrowing.of(token(), true, limits("read", "orders", "orders.reader", false, 300)))
                .containsExactly(
                        "scope write",
                        "audience billing",
                        "role boss",
                        "lifetime 300 instead of 900 seconds",
                        "ID token");
    }

    @Test
    void rolesOfAnotherAudienceAreLost() {
        assertThat(Narrowing.of(token(), false, limits("read write", "billing", "boss orders.reader", true, 900)))
                .containsExactly("audience orders", "role orders.reader");
    }

    @Test
    void idTokenIsNotLostIfNoneIsIssued() {
        assertThat(Narrowing.of(
                        token(), false, limits("read write", "orders billing", "boss orders.reader", false, 900)))
                .isEmpty();
    }

    @Test
    void tokenIsNotChanged() {
        AccessToken token = token();
        Narrowing.of(token, true, limits("read", "orders", "", false, 300));
        assertThat(token.getAudience()).containsExactly("orders", "billing");
        assertThat(token.getExp()).isEqualTo(NOW + 900);
        assertThat(token.getRealmAccess().getRoles()).containsExactly("boss");
    }

    private static AccessToken token() {
        AccessToken token = new AccessToken();
        token.audience("orders", "billing");
        token.setScope("read write");
        token.iat(NOW);
        token.exp(NOW + 900);
        token.setRealmAccess(new AccessToken.Access().addRole("boss"));
        token.addAccess("orders").addRole("reader");
        return token;
    }

    private static IssuanceLimits limits(
            String scopes, String audiences, String roles, boolean idToken, long lifetime) {
        return new IssuanceLimits(
                words(audiences), List.of(), words(scopes), words(roles), idToken, NOW + lifetime, null);
    }

    private static List<String> words(String text) {
        return List.of(text.split(" "));
    }
}

package dev.oauth2notebook.keycloak.tokenexchange.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oauth2notebook.keycloak.tokenexchange.issuing.CredentialsLimits;
import dev.oauth2notebook.keycloak.tokenexchange.issuing.IssuanceLimits;
import dev.oauth2notebook.keycloak.tokenexchange.issuing.TokenLimits;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.keycloak.representations.AccessToken;
import org.keycloak.util.JsonSerialization;

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

    @Test
    void limitsOfClientCredentialsAreNamedLikewise() {
        CredentialsLimits limits =
                new CredentialsLimits(List.of("orders"), List.of("https://orders.example"), List.of("read"), NOW + 60);
        assertThat(Narrowing.of(token(), true, limits))
                .containsExactly("scope write", "audience billing", "lifetime 60 instead of 900 seconds");
    }

    /** In report mode, what is issued is Keycloak's, whatever the policy would have removed. */
    @Property(edgeCases = EdgeCasesMode.NONE)
    void reportNeverChangesTheToken(
            @ForAll("tokens") AccessToken token,
            @ForAll("names") List<String> audiences,
            @ForAll("names") List<String> names)
            throws IOException {
        String before = JsonSerialization.writeValueAsString(token);
        for (TokenLimits limits : List.of(
                new IssuanceLimits(audiences, List.of(), names, names, false, NOW + 60, null),
                new CredentialsLimits(audiences, List.of(), names, NOW + 60))) {
            Narrowing.of(token, true, limits);
            assertThat(JsonSerialization.writeValueAsString(token)).isEqualTo(before);
        }
    }

    /** Everything that the limits remove is reported, and nothing else. */
    @Property(edgeCases = EdgeCasesMode.NONE)
    void whatIsReportedIsWhatTheLimitsRemove(
            @ForAll("tokens") AccessToken token, @ForAll("names") List<String> audiences) throws IOException {
        CredentialsLimits limits = new CredentialsLimits(audiences, List.of(), List.of("a", "b", "c"), NOW + 10_000);
        List<String> reported = Narrowing.of(token, false, limits);
        Set<String> removed = new TreeSet<>();
        List.of(token.getAudience()).stream()
                .filter(audience -> !audiences.contains(audience))
                .forEach(audience -> removed.add("audience " + audience));
        token.getResourceAccess().keySet().stream()
                .filter(client -> !audiences.contains(client))
                .forEach(client -> removed.add("role " + client + ".reader"));
        assertThat(reported).containsExactlyInAnyOrderElementsOf(removed);
    }

    @Provide
    Arbitrary<List<String>> names() {
        return Arbitraries.of("a", "b", "c").list().uniqueElements().ofMaxSize(3);
    }

    @Provide
    Arbitrary<AccessToken> tokens() {
        return Combinators.combine(names(), names(), names()).as((audiences, scopes, clients) -> {
            AccessToken token = new AccessToken();
            token.audience(audiences.toArray(String[]::new));
            token.setScope(String.join(" ", scopes));
            token.iat(NOW);
            token.exp(NOW + 900);
            clients.forEach(client -> token.addAccess(client).addRole("reader"));
            return token;
        });
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

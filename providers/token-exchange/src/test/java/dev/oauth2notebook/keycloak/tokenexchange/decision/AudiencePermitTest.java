package dev.oauth2notebook.keycloak.tokenexchange.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AudiencePermitTest {

    private static final List<String> CLIENTS = List.of("a", "b", "c");

    @ParameterizedTest
    @CsvSource({
        // requesters, audiences, requester, requested, covered
        "batch,   orders,         batch,   orders,         true",
        "'',      orders,         batch,   orders,         true",
        "batch,   orders billing, batch,   billing orders, true",
        "gateway, orders,         batch,   orders,         false",
        "Batch,   orders,         batch,   orders,         false",
        "batch,   orders,         batch,   Orders,         false",
        "batch,   orders,         batch,   billing,        false",
        "batch,   orders,         batch,   orders billing, false",
        "batch,   orders,         batch,   '',             false",
    })
    void permitCoversItsRequestersAndAudiences(
            String requesters, String audiences, String requester, String requested, boolean covered) {
        AudiencePermit permit = new AudiencePermit("p", Notation.words(requesters), Notation.words(audiences), 300);

        assertThat(AudiencePermit.find(List.of(permit), requester, Notation.list(requested))
                        .isPresent())
                .isEqualTo(covered);
    }

    @Test
    void permitsAreNotCombined() {
        List<AudiencePermit> permits = List.of(
                new AudiencePermit("p", Set.of(), Set.of("orders"), 300),
                new AudiencePermit("q", Set.of(), Set.of("billing"), 300));

        assertThat(AudiencePermit.find(permits, "batch", List.of("orders", "billing")))
                .isEmpty();
    }

    @Test
    void permitWithoutAudienceOrLifetimeIsInvalid() {
        assertThatIllegalArgumentException().isThrownBy(() -> new AudiencePermit("p", Set.of(), Set.of(), 300));
        assertThatIllegalArgumentException().isThrownBy(() -> new AudiencePermit("p", Set.of(), Set.of("a"), 0));
    }

    @Property
    void onePermitListsRequesterAndEachAudience(
            @ForAll("permits") List<AudiencePermit> permits,
            @ForAll("client") String requester,
            @ForAll("clients") Set<String> requested) {
        Optional<AudiencePermit> found = AudiencePermit.find(permits, requester, requested);

        assertThat(found.isPresent())
                .isEqualTo(!requested.isEmpty()
                        && permits.stream()
                                .anyMatch(permit -> requested.stream().allMatch(permit.audiences()::contains)
                                        && (permit.requesters().isEmpty()
                                                || permit.requesters().contains(requester))));
        found.ifPresent(permit -> {
            assertThat(permit.audiences()).containsAll(requested);
            assertThat(permits.subList(0, permits.indexOf(permit)))
                    .allSatisfy(earlier -> assertThat(AudiencePermit.find(List.of(earlier), requester, requested))
                            .isEmpty());
        });
    }

    @Property
    void aRequestForFewerAudiencesIsNeverRefused(
            @ForAll("permits") List<AudiencePermit> permits,
            @ForAll("client") String requester,
            @ForAll("clients") Set<String> requested) {
        if (AudiencePermit.find(permits, requester, requested).isPresent()) {
            List<String> fewer = new ArrayList<>(requested);
            while (fewer.size() > 1) {
                fewer.remove(0);
                assertThat(AudiencePermit.find(permits, requester, fewer)).isPresent();
            }
        }
    }

    @Provide
    Arbitrary<String> client() {
        return Arbitraries.of(CLIENTS);
    }

    @Provide
    Arbitrary<Set<String>> clients() {
        return client().set().ofMaxSize(3);
    }

    @Provide
    Arbitrary<List<AudiencePermit>> permits() {
        return Combinators.combine(
                        Arbitraries.strings().numeric().ofLength(4),
                        clients(),
                        client().set().ofMinSize(1),
                        Arbitraries.longs().between(1, 600))
                .as(AudiencePermit::new)
                .list()
                .ofMaxSize(4);
    }
}

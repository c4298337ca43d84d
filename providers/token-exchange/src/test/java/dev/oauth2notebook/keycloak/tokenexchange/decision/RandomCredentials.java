package dev.oauth2notebook.keycloak.tokenexchange.decision;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.domains.DomainContextBase;

/** Generates random permits and requests for client credentials, as {@link RandomExchanges} does for token exchange. */
public final class RandomCredentials extends DomainContextBase {

    private static final List<String> CLIENTS = List.of("client-a", "client-b");
    private static final List<String> AUDIENCES = List.of("aud-a", "aud-b", "aud-c");
    private static final List<String> SCOPES = List.of("scope-a", "scope-b", "scope-c");

    @Provide
    Arbitrary<List<AudiencePermit>> permits() {
        return permit().list().ofMaxSize(4).uniqueElements(AudiencePermit::name);
    }

    @Provide
    Arbitrary<AudiencePermit> permit() {
        return Combinators.combine(
                        Arbitraries.strings().numeric().ofLength(4).map(id -> "permit-" + id),
                        mostlyEmpty(CLIENTS),
                        Arbitraries.of(AUDIENCES).set().ofMinSize(1),
                        mostlyEmpty(SCOPES),
                        Arbitraries.longs().between(1, 600))
                .as(AudiencePermit::new);
    }

    @Provide
    Arbitrary<CredentialsRequest> request() {
        return Combinators.combine(
                        Arbitraries.of(CLIENTS),
                        Arbitraries.of(AUDIENCES).list().ofMaxSize(2),
                        Arbitraries.of(AUDIENCES).list().ofMaxSize(2),
                        mostlyEmpty(SCOPES),
                        Arbitraries.of(SCOPES).set())
                .as((requester, audiences, resources, requested, defaults) -> {
                    Set<String> scopes = new LinkedHashSet<>(defaults);
                    scopes.addAll(requested);
                    return new CredentialsRequest(requester, audiences, resources, requested, scopes);
                });
    }

    private static Arbitrary<Set<String>> mostlyEmpty(List<String> values) {
        return Arbitraries.frequencyOf(
                Tuple.of(2, Arbitraries.just(Set.of())),
                Tuple.of(1, Arbitraries.of(values).set().ofMinSize(1)));
    }
}

package dev.oauth2notebook.keycloak.tokenexchange.suggestions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oauth2notebook.keycloak.tokenexchange.decision.AudiencePermit;
import dev.oauth2notebook.keycloak.tokenexchange.decision.CredentialsDecision.CredentialsGrant;
import dev.oauth2notebook.keycloak.tokenexchange.decision.CredentialsPolicy;
import dev.oauth2notebook.keycloak.tokenexchange.decision.CredentialsRequest;
import dev.oauth2notebook.keycloak.tokenexchange.permits.PermitSettings;
import dev.oauth2notebook.keycloak.tokenexchange.usage.RecordedGrant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class CredentialsSuggestionsTest {

    private static final List<String> CLIENTS = List.of("client-a", "client-b");
    private static final List<String> AUDIENCES = List.of("aud-a", "aud-b", "aud-c");
    private static final List<String> SCOPES = List.of("scope-a", "scope-b", "scope-c");

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void everyRecordedRequestIsCovered(@ForAll("recordings") List<RecordedGrant> recorded) {
        List<AudiencePermit> permits = permits(recorded);
        assertThat(recorded).allSatisfy(grant -> assertThat(
                        isGranted(permits, grant.requester(), grant.audiences(), grant.scopes()))
                .isTrue());
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void nothingThatWasNotRecordedIsGranted(@ForAll("recordings") List<RecordedGrant> recorded) {
        List<AudiencePermit> permits = permits(recorded);
        for (String requester : CLIENTS) {
            for (String audience : AUDIENCES) {
                for (String scope : SCOPES) {
                    assertThat(isGranted(permits, requester, Set.of(audience), Set.of(scope)))
                            .isEqualTo(recorded.stream()
                                    .anyMatch(grant -> grant.requester().equals(requester)
                                            && grant.audiences().contains(audience)
                                            && grant.scopes().contains(scope)));
                }
            }
        }
    }

    @Example
    void permitHasTheRecordedValuesAndNoDefaults() {
        List<SuggestedCredentialsPermit> permits = CredentialsSuggestions.of(List.of(
                grant("batch", Set.of("orders"), Set.of("read"), 300L),
                grant("batch", Set.of("orders"), Set.of("read"), 900L)));
        assertThat(permits).singleElement().satisfies(permit -> assertThat(permit.values())
                .isEqualTo(Map.of(
                        "requesters", List.of("batch"),
                        "audiences", List.of("orders"),
                        "scopes", List.of("read"),
                        "max-lifetime", 900L)));
        assertThat(CredentialsSuggestions.of(List.of(grant("batch", Set.of("orders"), Set.of("read"), 300L)))
                        .get(0)
                        .values())
                .doesNotContainKey("max-lifetime");
    }

    @Provide
    Arbitrary<List<RecordedGrant>> recordings() {
        return Combinators.combine(
                        Arbitraries.of(CLIENTS),
                        Arbitraries.of(AUDIENCES).set().ofMinSize(1),
                        Arbitraries.of(SCOPES).set().ofMinSize(1),
                        Arbitraries.longs().between(1, 900))
                .as(CredentialsSuggestionsTest::grant)
                .list()
                .ofMaxSize(12);
    }

    private static RecordedGrant grant(String requester, Set<String> audiences, Set<String> scopes, Long lifetime) {
        return new RecordedGrant(0, null, requester, null, audiences, scopes, null, null, null, 0, lifetime);
    }

    private static List<AudiencePermit> permits(List<RecordedGrant> recorded) {
        return CredentialsSuggestions.of(recorded).stream()
                .map(permit ->
                        PermitSettings.parseForCredentials("p", permit.values()).permit())
                .toList();
    }

    private static boolean isGranted(
            List<AudiencePermit> permits, String requester, Set<String> audiences, Set<String> scopes) {
        return CredentialsPolicy.decide(
                        permits, new CredentialsRequest(requester, List.copyOf(audiences), List.of(), scopes, scopes))
                instanceof CredentialsGrant;
    }
}

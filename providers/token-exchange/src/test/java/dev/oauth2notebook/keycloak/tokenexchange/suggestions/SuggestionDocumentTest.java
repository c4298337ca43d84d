package dev.oauth2notebook.keycloak.tokenexchange.suggestions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.oauth2notebook.keycloak.tokenexchange.decision.TokenType;
import dev.oauth2notebook.keycloak.tokenexchange.suggestions.Suggestions.Policy;
import dev.oauth2notebook.keycloak.tokenexchange.suggestions.Suggestions.Profile;
import dev.oauth2notebook.keycloak.tokenexchange.usage.Recording;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SuggestionDocumentTest {

    private static final Recording NOTHING = new Recording(true, null, true, List.of());
    private static final AudiencesAndScopes GRANTED =
            new AudiencesAndScopes(Set.of("storage"), Set.of("storage.read:/home"));
    private static final SuggestedPermit EXCHANGE = new SuggestedExchangePermit(
            new ExchangeKind("jobs", "portal", null, null, null), Set.of(TokenType.JWT), GRANTED, 0, 300L);
    private static final SuggestedPermit CREDENTIALS = new SuggestedCredentialsPermit("batch", GRANTED, 300L);

    @Test
    void permitsOfEachKindHaveAPolicyForTheirGrantType() {
        Suggestions suggestions = create(Set.of(), EXCHANGE, CREDENTIALS);
        assertThat(suggestions.clientProfiles().profiles())
                .extracting(Profile::name)
                .containsExactly("suggested-1-jobs-exchanges-portal", "suggested-2-batch-calls-storage");
        assertThat(suggestions.clientPolicies().policies())
                .extracting(Policy::name, policy -> policy.conditions().get(0).configuration(), Policy::profiles)
                .containsExactly(
                        tuple(
                                "suggested-token-exchange",
                                Map.of("grant_types", List.of("urn:ietf:params:oauth:grant-type:token-exchange")),
                                List.of("suggested-1-jobs-exchanges-portal")),
                        tuple(
                                "suggested-client-credentials",
                                Map.of("grant_types", List.of("client_credentials")),
                                List.of("suggested-2-batch-calls-storage")));
    }

    @Test
    void withoutPermitsThereIsNoPolicy() {
        assertThat(create(Set.of()).clientPolicies().policies()).isEmpty();
    }

    /** Otherwise, the permit would not cover the request from which it was derived. */
    @Test
    void scopesThatAreNotClientScopesAreComparedByPath() {
        assertThat(configuration(create(Set.of("storage.read"), EXCHANGE)))
                .containsEntry("path-scopes", List.of("storage.read"));
        assertThat(configuration(create(Set.of(), EXCHANGE))).doesNotContainKey("path-scopes");
    }

    @Test
    void suggestionsFromRequestedAudiencesAreNotedAsSuch() {
        assertThat(create(Set.of(), CREDENTIALS).notes())
                .anyMatch(note -> note.contains("audiences that were requested"));
        assertThat(create(Set.of(), EXCHANGE).notes())
                .noneMatch(note -> note.contains("audiences that were requested"));
    }

    private static Map<String, Object> configuration(Suggestions suggestions) {
        return suggestions.clientProfiles().profiles().get(0).executors().get(0).configuration();
    }

    private static Suggestions create(Set<String> pathNames, SuggestedPermit... permits) {
        return new SuggestionDocument(scopes -> pathNames).create(NOTHING, NOTHING, List.of(permits), List.of(), 0);
    }
}

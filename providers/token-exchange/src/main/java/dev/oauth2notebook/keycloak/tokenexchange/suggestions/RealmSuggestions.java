package dev.oauth2notebook.keycloak.tokenexchange.suggestions;

import dev.oauth2notebook.keycloak.tokenexchange.permits.KnownScopes;
import dev.oauth2notebook.keycloak.tokenexchange.suggestions.Suggestions.SkippedGrants;
import dev.oauth2notebook.keycloak.tokenexchange.usage.GrantHistory;
import dev.oauth2notebook.keycloak.tokenexchange.usage.RecordedGrant;
import dev.oauth2notebook.keycloak.tokenexchange.usage.Recording;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** Suggests permits from the events of a realm. Nothing in the realm is changed. */
public final class RealmSuggestions {

    private final KeycloakSession session;
    private final RealmModel realm;

    public RealmSuggestions(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
    }

    /**
     * Suggests permits.
     *
     * @param from start of the period, in milliseconds since the epoch; {@code null} for all saved events
     * @param to end of the period; {@code null} for now
     * @param max maximum number of events
     */
    public Suggestions suggest(Long from, Long to, int max) {
        GrantHistory history = new GrantHistory(session, realm);
        Recording exchanges = history.exchanges(from, to, max);
        Recording credentials = history.credentials(from, to, max);
        KnownScopes scopes = new KnownScopes(realm);
        Predicate<String> clientExists = id -> realm.getClientByClientId(id) != null;
        Map<SkippedGrants, Integer> skipped = new LinkedHashMap<>();
        List<SuggestedPermit> permits = new ArrayList<>();
        permits.addAll(PermitSuggestions.of(suitable(
                exchanges,
                new Suitability(clientExists, names -> scopes.without(names, scopes.pathNames(names)))::problem,
                skipped)));
        permits.addAll(CredentialsSuggestions.of(suitable(
                credentials,
                new Suitability(clientExists, names -> scopes.without(names, Set.of()))::problemOfCredentials,
                skipped)));
        return new SuggestionDocument(scopes::pathNames)
                .create(
                        exchanges,
                        credentials,
                        permits,
                        skipped.entrySet().stream()
                                .map(entry -> entry.getKey().times(entry.getValue()))
                                .toList(),
                        realm.getEventsExpiration());
    }

    private static List<RecordedGrant> suitable(
            Recording recording,
            Function<RecordedGrant, Optional<String>> problems,
            Map<SkippedGrants, Integer> skipped) {
        List<RecordedGrant> suitable = new ArrayList<>();
        for (RecordedGrant grant : recording.grants()) {
            Optional<String> problem = problems.apply(grant);
            if (problem.isEmpty()) {
                suitable.add(grant);
            } else {
                skipped.merge(
                        new SkippedGrants(0, grant.requester(), grant.subjectClient(), problem.get()), 1, Integer::sum);
            }
        }
        return suitable;
    }
}

package dev.oauth2notebook.keycloak.tokenexchange.suggestions;

import dev.oauth2notebook.keycloak.tokenexchange.suggestions.Suggestions.SkippedExchanges;
import dev.oauth2notebook.keycloak.tokenexchange.usage.ExchangeHistory;
import dev.oauth2notebook.keycloak.tokenexchange.usage.RecordedExchange;
import dev.oauth2notebook.keycloak.tokenexchange.usage.Recording;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** Suggests permits from the TOKEN_EXCHANGE events of a realm. Nothing in the realm is changed. */
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
        Recording recording = new ExchangeHistory(session, realm).read(from, to, max);
        Suitability suitability = new Suitability(id -> realm.getClientByClientId(id) != null);
        List<RecordedExchange> suitable = new ArrayList<>();
        Map<SkippedExchanges, Integer> skipped = new LinkedHashMap<>();
        for (RecordedExchange exchange : recording.exchanges()) {
            Optional<String> problem = suitability.problem(exchange);
            if (problem.isEmpty()) {
                suitable.add(exchange);
            } else {
                skipped.merge(
                        new SkippedExchanges(0, exchange.requester(), exchange.subjectClient(), problem.get()),
                        1,
                        Integer::sum);
            }
        }
        return SuggestionDocument.of(
                recording,
                PermitSuggestions.of(suitable),
                skipped.entrySet().stream()
                        .map(entry -> new SkippedExchanges(
                                entry.getValue(),
                                entry.getKey().requester(),
                                entry.getKey().subjectClient(),
                                entry.getKey().reason()))
                        .toList(),
                realm.getEventsExpiration());
    }
}

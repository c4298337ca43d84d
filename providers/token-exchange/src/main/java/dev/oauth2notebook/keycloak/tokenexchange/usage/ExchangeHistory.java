package dev.oauth2notebook.keycloak.tokenexchange.usage;

import dev.oauth2notebook.keycloak.tokenexchange.decision.ActorSemantics;
import dev.oauth2notebook.keycloak.tokenexchange.decision.TokenType;
import dev.oauth2notebook.keycloak.tokenexchange.outcome.ExchangeEvent;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import org.keycloak.events.Details;
import org.keycloak.events.Event;
import org.keycloak.events.EventStoreProvider;
import org.keycloak.events.EventType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** Reads {@link RecordedExchange}s from the TOKEN_EXCHANGE events that a realm saves. */
public final class ExchangeHistory {

    /** Number of events that are read at most, which bounds the cost of a request. */
    public static final int MAX_EVENTS = 5_000;

    private final KeycloakSession session;
    private final RealmModel realm;

    public ExchangeHistory(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
    }

    /**
     * Reads the newest exchanges of a period.
     *
     * @param since start of the period, in milliseconds since the epoch; {@code null} for all saved events
     * @param until end of the period; {@code null} for now
     * @param max maximum number of exchanges
     */
    public Recording read(Long since, Long until, int max) {
        EventStoreProvider store = session.getProvider(EventStoreProvider.class);
        if (store == null) {
            return new Recording(false, since, true, List.of());
        }
        var query = store.createQuery().realm(realm.getId()).type(EventType.TOKEN_EXCHANGE);
        if (since != null) {
            query.fromDate(since.longValue());
        }
        if (until != null) {
            query.toDate(until.longValue());
        }
        List<Event> events =
                query.orderByDescTime().maxResults(max + 1).getResultStream().toList();
        boolean complete = events.size() <= max;
        List<RecordedExchange> exchanges =
                events.stream().limit(max).map(ExchangeHistory::read).toList();
        Long oldest =
                exchanges.isEmpty() ? null : exchanges.get(exchanges.size() - 1).time();
        return new Recording(isSaved(), complete && since != null ? since : oldest, complete, exchanges);
    }

    private boolean isSaved() {
        return realm.isEventsEnabled()
                && (realm.getEnabledEventTypesStream().findAny().isEmpty()
                        || realm.getEnabledEventTypesStream().anyMatch(EventType.TOKEN_EXCHANGE.name()::equals));
    }

    static RecordedExchange read(Event event) {
        Map<String, String> details = Objects.requireNonNullElse(event.getDetails(), Map.of());
        return new RecordedExchange(
                event.getTime(),
                details.getOrDefault(ExchangeEvent.PERMIT, details.get(ExchangeEvent.WOULD_GRANT)),
                event.getClientId(),
                details.get(Details.SUBJECT_TOKEN_CLIENT_ID),
                words(details.get(Details.AUDIENCE)),
                words(details.get(Details.SCOPE)),
                TokenType.ofUrn(details.get(Details.REQUESTED_TOKEN_TYPE)).orElse(null),
                details.get(ExchangeEvent.ACTOR_CLIENT),
                ActorSemantics.ofConfigName(details.get(ExchangeEvent.ACTING)).orElse(null),
                (int) number(details.get(ExchangeEvent.ACT_DEPTH)).orElse(0),
                number(details.get(ExchangeEvent.LIFETIME)).stream()
                        .boxed()
                        .findFirst()
                        .orElse(null));
    }

    private static OptionalLong number(String detail) {
        return detail != null && detail.matches("\\d{1,9}")
                ? OptionalLong.of(Long.parseLong(detail))
                : OptionalLong.empty();
    }

    private static Set<String> words(String detail) {
        return detail == null || detail.isBlank()
                ? Set.of()
                : new LinkedHashSet<>(Arrays.asList(detail.strip().split(" +")));
    }
}

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

/** Reads {@link RecordedGrant}s from the events that a realm saves. */
public final class GrantHistory {

    /** Number of events that are read at most, which bounds the cost of a request. */
    public static final int MAX_EVENTS = 5_000;

    private final KeycloakSession session;
    private final RealmModel realm;

    public GrantHistory(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
    }

    /**
     * Reads the newest token exchanges of a period.
     *
     * @param since start of the period, in milliseconds since the epoch; {@code null} for all saved events
     * @param until end of the period; {@code null} for now
     * @param max maximum number of events
     */
    public Recording exchanges(Long since, Long until, int max) {
        return read(EventType.TOKEN_EXCHANGE, since, until, max);
    }

    /** Reads the newest client credentials with a target; the parameters are those of the other method. */
    public Recording credentials(Long since, Long until, int max) {
        Recording all = read(EventType.CLIENT_LOGIN, since, until, max);
        return new Recording(
                all.saved(),
                all.from(),
                all.complete(),
                all.grants().stream()
                        .filter(grant -> !grant.audiences().isEmpty())
                        .toList());
    }

    private Recording read(EventType type, Long since, Long until, int max) {
        EventStoreProvider store = session.getProvider(EventStoreProvider.class);
        if (store == null) {
            return new Recording(false, since, true, List.of());
        }
        var query = store.createQuery().realm(realm.getId()).type(type);
        if (since != null) {
            query.fromDate(since.longValue());
        }
        if (until != null) {
            query.toDate(until.longValue());
        }
        List<Event> events =
                query.orderByDescTime().maxResults(max + 1).getResultStream().toList();
        boolean complete = events.size() <= max;
        List<RecordedGrant> grants =
                events.stream().limit(max).map(GrantHistory::read).toList();
        Long oldest = grants.isEmpty() ? null : grants.get(grants.size() - 1).time();
        return new Recording(isSaved(type), complete && since != null ? since : oldest, complete, grants);
    }

    private boolean isSaved(EventType type) {
        return realm.isEventsEnabled()
                && (realm.getEnabledEventTypesStream().findAny().isEmpty()
                        || realm.getEnabledEventTypesStream().anyMatch(type.name()::equals));
    }

    static RecordedGrant read(Event event) {
        Map<String, String> details = Objects.requireNonNullElse(event.getDetails(), Map.of());
        return new RecordedGrant(
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

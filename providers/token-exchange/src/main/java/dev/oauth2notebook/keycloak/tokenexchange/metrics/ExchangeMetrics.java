package dev.oauth2notebook.keycloak.tokenexchange.metrics;

import dev.oauth2notebook.keycloak.tokenexchange.outcome.ExchangeEvent;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.keycloak.events.Event;
import org.keycloak.events.EventType;

/**
 * The meters of token exchanges, and of client credentials with a target. Events of refreshed tokens and of client
 * credentials count only if the policy has evaluated them. The labels
 * {@code realm}, {@code event} and {@code error} have the same values as in Keycloak's metric of user events.
 */
final class ExchangeMetrics {

    private static final Set<EventType> TYPES = EnumSet.of(
            EventType.TOKEN_EXCHANGE,
            EventType.TOKEN_EXCHANGE_ERROR,
            EventType.REFRESH_TOKEN,
            EventType.REFRESH_TOKEN_ERROR,
            EventType.CLIENT_LOGIN,
            EventType.CLIENT_LOGIN_ERROR);

    /** Micrometer accepts only positive bounds; the first one separates depth 0. */
    private static final double[] DEPTHS = {0.5, 1, 2, 3, 4, 8, 16};

    private static final double[] LIFETIMES = {30, 60, 120, 300, 600, 900, 1800, 3600, 36_000};

    private final MeterProvider<Counter> grants;
    private final MeterProvider<Counter> refusals;
    private final MeterProvider<Counter> wouldGrant;
    private final MeterProvider<Counter> wouldRefuse;
    private final MeterProvider<DistributionSummary> depths;
    private final MeterProvider<DistributionSummary> lifetimes;
    private final PermitLabels permits = new PermitLabels();

    /** @param registry receives the meters */
    ExchangeMetrics(MeterRegistry registry) {
        grants =
                counter("grants", "Token exchanges, and client credentials with a target, that were granted", registry);
        refusals = counter("refusals", "Requests that were refused, refreshes of exchanged tokens included", registry);
        wouldGrant = counter("would.grant", "Unenforced requests that the policy would have granted", registry);
        wouldRefuse = counter("would.refuse", "Unenforced requests that the policy would have refused", registry);
        depths = DistributionSummary.builder("token.exchange.depth")
                .description("Links in the act chain of exchanged tokens")
                .serviceLevelObjectives(DEPTHS)
                .withRegistry(registry);
        lifetimes = DistributionSummary.builder("token.exchange.lifetime")
                .description("Lifetime of exchanged tokens")
                .baseUnit("seconds")
                .serviceLevelObjectives(LIFETIMES)
                .withRegistry(registry);
    }

    static boolean isCounted(Event event) {
        return TYPES.contains(event.getType());
    }

    /** Counts an event of a type that {@link #isCounted}. */
    void count(Event event) {
        Map<String, String> details = Objects.requireNonNullElse(event.getDetails(), Map.of());
        if (event.getError() == null) {
            countGrant(event, details);
        } else {
            countRefusal(event, details);
        }
    }

    private void countGrant(Event event, Map<String, String> details) {
        boolean exchange = event.getType() == EventType.TOKEN_EXCHANGE;
        if (exchange || event.getType() == EventType.CLIENT_LOGIN && details.containsKey(ExchangeEvent.PERMIT)) {
            grants.withTags(labels(event, details.get(ExchangeEvent.PERMIT))).increment();
        }
        if (exchange) {
            Tags realm = Tags.of("realm", event.getRealmName());
            record(depths.withTags(realm), details.get(ExchangeEvent.ACT_DEPTH));
            record(lifetimes.withTags(realm), details.get(ExchangeEvent.LIFETIME));
        }
        if (details.containsKey(ExchangeEvent.WOULD_REFUSE)) {
            wouldRefuse
                    .withTags(labels(event, details.get(ExchangeEvent.CLOSEST_PERMIT))
                            .and("check", details.get(ExchangeEvent.FAILED_CHECK)))
                    .increment();
        } else if (details.containsKey(ExchangeEvent.WOULD_GRANT)) {
            boolean narrowed = details.containsKey(ExchangeEvent.WOULD_NARROW);
            wouldGrant
                    .withTags(labels(event, details.get(ExchangeEvent.WOULD_GRANT))
                            .and("narrowed", String.valueOf(narrowed)))
                    .increment();
        }
    }

    /** Where the policy only reports, it has not refused the request, although permits may have been considered. */
    private void countRefusal(Event event, Map<String, String> details) {
        boolean reported = details.containsKey(ExchangeEvent.WOULD_REFUSE);
        String check = details.get(ExchangeEvent.FAILED_CHECK);
        if (reported && !ExchangeEvent.CHECKED_WITHOUT_POLICY.contains(check)) {
            check = null; // Keycloak itself has refused the request.
        }
        if (check != null || event.getType() == EventType.TOKEN_EXCHANGE_ERROR) {
            refusals.withTags(labels(event, reported ? null : details.get(ExchangeEvent.CLOSEST_PERMIT))
                            .and("check", check == null ? "" : check)
                            .and("error", event.getError()))
                    .increment();
        }
    }

    private Tags labels(Event event, String permit) {
        String realm = event.getRealmName();
        return Tags.of(
                "realm",
                realm,
                "event",
                event.getType().name().replaceFirst("_ERROR$", "").toLowerCase(Locale.ROOT),
                "permit",
                permits.of(realm, permit));
    }

    private static void record(DistributionSummary summary, String value) {
        if (value != null) {
            summary.record(Long.parseLong(value));
        }
    }

    private static MeterProvider<Counter> counter(String name, String description, MeterRegistry registry) {
        return Counter.builder("token.exchange." + name)
                .description(description)
                .withRegistry(registry);
    }
}

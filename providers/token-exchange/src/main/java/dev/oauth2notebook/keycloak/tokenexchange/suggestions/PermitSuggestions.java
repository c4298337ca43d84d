package dev.oauth2notebook.keycloak.tokenexchange.suggestions;

import dev.oauth2notebook.keycloak.tokenexchange.decision.TokenType;
import dev.oauth2notebook.keycloak.tokenexchange.usage.RecordedExchange;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Derives permits from recorded exchanges: each exchange is covered, and nothing that was not recorded is. */
final class PermitSuggestions {

    private PermitSuggestions() {}

    /**
     * Returns the permits.
     *
     * @param exchanges exchanges for which {@link Suitability} found no problem
     */
    static List<SuggestedPermit> of(List<RecordedExchange> exchanges) {
        Map<ExchangeKind, List<RecordedExchange>> byKind = exchanges.stream()
                .collect(Collectors.groupingBy(ExchangeKind::of, LinkedHashMap::new, Collectors.toList()));
        List<SuggestedPermit> permits = new ArrayList<>();
        byKind.forEach((kind, recorded) -> permits.addAll(ofKind(kind, recorded)));
        return withTypesCombined(permits);
    }

    private static List<SuggestedPermit> ofKind(ExchangeKind kind, List<RecordedExchange> exchanges) {
        Map<AudiencesAndScopes, List<RecordedExchange>> byUse = exchanges.stream()
                .collect(Collectors.groupingBy(PermitSuggestions::used, LinkedHashMap::new, Collectors.toList()));
        return ExactCover.of(byUse.keySet()).stream()
                .map(granted -> permit(
                        kind,
                        granted,
                        byUse.entrySet().stream()
                                .filter(use -> granted.contains(use.getKey()))
                                .flatMap(use -> use.getValue().stream())
                                .toList()))
                .toList();
    }

    private static SuggestedPermit permit(
            ExchangeKind kind, AudiencesAndScopes granted, List<RecordedExchange> exchanges) {
        return new SuggestedPermit(
                kind.withoutType(),
                EnumSet.of(kind.tokenType()),
                granted,
                exchanges.stream().mapToInt(RecordedExchange::depth).max().orElse(0),
                exchanges.stream().map(RecordedExchange::lifetime).reduce(0L, PermitSuggestions::longer));
    }

    private static AudiencesAndScopes used(RecordedExchange exchange) {
        return new AudiencesAndScopes(exchange.audiences(), exchange.scopes());
    }

    /** Returns the longer lifetime; {@code null} if one is not known. */
    private static Long longer(Long first, Long second) {
        return first == null || second == null ? null : Long.valueOf(Math.max(first, second));
    }

    /** Combines permits that differ only in token type and lifetime. */
    private static List<SuggestedPermit> withTypesCombined(List<SuggestedPermit> permits) {
        Map<SuggestedPermit, SuggestedPermit> combined = new LinkedHashMap<>();
        for (SuggestedPermit permit : permits) {
            combined.merge(
                    new SuggestedPermit(permit.kind(), Set.of(), permit.granted(), permit.depth(), null),
                    permit,
                    PermitSuggestions::combine);
        }
        return List.copyOf(combined.values());
    }

    private static SuggestedPermit combine(SuggestedPermit first, SuggestedPermit second) {
        Set<TokenType> types = EnumSet.copyOf(first.tokenTypes());
        types.addAll(second.tokenTypes());
        return new SuggestedPermit(
                first.kind(), types, first.granted(), first.depth(), longer(first.lifetime(), second.lifetime()));
    }
}

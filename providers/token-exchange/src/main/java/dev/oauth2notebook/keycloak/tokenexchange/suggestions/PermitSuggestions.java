package dev.oauth2notebook.keycloak.tokenexchange.suggestions;

import dev.oauth2notebook.keycloak.tokenexchange.decision.TokenType;
import dev.oauth2notebook.keycloak.tokenexchange.usage.RecordedGrant;
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
    static List<SuggestedExchangePermit> of(List<RecordedGrant> exchanges) {
        Map<ExchangeKind, List<RecordedGrant>> byKind = exchanges.stream()
                .collect(Collectors.groupingBy(ExchangeKind::of, LinkedHashMap::new, Collectors.toList()));
        List<SuggestedExchangePermit> permits = new ArrayList<>();
        byKind.forEach((kind, recorded) -> permits.addAll(ofKind(kind, recorded)));
        return withTypesCombined(permits);
    }

    private static List<SuggestedExchangePermit> ofKind(ExchangeKind kind, List<RecordedGrant> exchanges) {
        return ExactCover.grouped(exchanges).entrySet().stream()
                .map(cover -> permit(kind, cover.getKey(), cover.getValue()))
                .toList();
    }

    private static SuggestedExchangePermit permit(
            ExchangeKind kind, AudiencesAndScopes granted, List<RecordedGrant> exchanges) {
        return new SuggestedExchangePermit(
                kind.withoutType(),
                EnumSet.of(kind.tokenType()),
                granted,
                exchanges.stream().mapToInt(RecordedGrant::depth).max().orElse(0),
                longest(exchanges));
    }

    /** Returns the longest lifetime; {@code null} if one is not known. */
    static Long longest(List<RecordedGrant> grants) {
        return grants.stream().map(RecordedGrant::lifetime).reduce(0L, PermitSuggestions::longer);
    }

    /** Returns the longer lifetime; {@code null} if one is not known. */
    private static Long longer(Long first, Long second) {
        return first == null || second == null ? null : Long.valueOf(Math.max(first, second));
    }

    /** Combines permits that differ only in token type and lifetime. */
    private static List<SuggestedExchangePermit> withTypesCombined(List<SuggestedExchangePermit> permits) {
        Map<SuggestedExchangePermit, SuggestedExchangePermit> combined = new LinkedHashMap<>();
        for (SuggestedExchangePermit permit : permits) {
            combined.merge(
                    new SuggestedExchangePermit(permit.kind(), Set.of(), permit.granted(), permit.depth(), null),
                    permit,
                    PermitSuggestions::combine);
        }
        return List.copyOf(combined.values());
    }

    private static SuggestedExchangePermit combine(SuggestedExchangePermit first, SuggestedExchangePermit second) {
        Set<TokenType> types = EnumSet.copyOf(first.tokenTypes());
        types.addAll(second.tokenTypes());
        return new SuggestedExchangePermit(
                first.kind(), types, first.granted(), first.depth(), longer(first.lifetime(), second.lifetime()));
    }
}

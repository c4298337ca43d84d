package dev.oauth2notebook.keycloak.tokenexchange.suggestions;

import dev.oauth2notebook.keycloak.tokenexchange.suggestions.AudiencesAndScopes.Pair;
import dev.oauth2notebook.keycloak.tokenexchange.usage.RecordedGrant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Combines what exchanges used to as few combinations as it finds, without granting a pair of audience and scope that no
 * exchange used. A permit grants every one of its scopes for every one of its audiences, so that often several permits
 * are needed.
 */
final class ExactCover {

    /** Beyond this number, combinations are only compared, not combined: that would take too long. */
    private static final int MAX_COMBINED = 500;

    private ExactCover() {}

    /**
     * Returns combinations that cover what was recorded, each with the grants of which it covers the audiences and scopes.
     *
     * @param recorded the recorded grants
     */
    static Map<AudiencesAndScopes, List<RecordedGrant>> grouped(List<RecordedGrant> recorded) {
        Map<AudiencesAndScopes, List<RecordedGrant>> byUse = recorded.stream()
                .collect(Collectors.groupingBy(AudiencesAndScopes::of, LinkedHashMap::new, Collectors.toList()));
        Map<AudiencesAndScopes, List<RecordedGrant>> covers = new LinkedHashMap<>();
        of(byUse.keySet())
                .forEach(cover -> covers.put(
                        cover,
                        byUse.entrySet().stream()
                                .filter(use -> cover.contains(use.getKey()))
                                .flatMap(use -> use.getValue().stream())
                                .toList()));
        return covers;
    }

    /**
     * Returns combinations of which each recorded one is a part of at least one.
     *
     * @param recorded the audiences and scopes of each exchange
     */
    static List<AudiencesAndScopes> of(Collection<AudiencesAndScopes> recorded) {
        Set<Pair> pairs = new HashSet<>();
        recorded.forEach(each -> pairs.addAll(each.pairs()));
        List<AudiencesAndScopes> cover = new ArrayList<>();
        recorded.stream().distinct().sorted(ORDER).forEach(each -> add(each, cover, pairs));
        cover.sort(ORDER);
        return cover;
    }

    private static final Comparator<AudiencesAndScopes> ORDER = Comparator.comparing(
                    (AudiencesAndScopes each) -> each.audiences().toString())
            .thenComparing(each -> each.scopes().toString());

    private static void add(AudiencesAndScopes added, List<AudiencesAndScopes> cover, Set<Pair> pairs) {
        AudiencesAndScopes combined = added;
        boolean changed = true;
        while (changed) {
            changed = false;
            for (AudiencesAndScopes existing : List.copyOf(cover)) {
                if (existing.contains(combined)) {
                    return;
                }
                boolean replaces = combined.contains(existing);
                if (replaces
                        || (cover.size() < MAX_COMBINED
                                && existing.union(combined).isWithin(pairs))) {
                    cover.remove(existing);
                    combined = existing.union(combined);
                    changed = true;
                }
            }
        }
        cover.add(combined);
    }
}

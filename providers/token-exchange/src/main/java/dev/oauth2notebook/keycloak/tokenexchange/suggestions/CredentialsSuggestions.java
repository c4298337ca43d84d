package dev.oauth2notebook.keycloak.tokenexchange.suggestions;

import dev.oauth2notebook.keycloak.tokenexchange.usage.RecordedGrant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Derives permits from recorded client credentials with a target, as {@link PermitSuggestions} does from exchanges. */
final class CredentialsSuggestions {

    private CredentialsSuggestions() {}

    /**
     * Returns the permits.
     *
     * @param grants grants for which {@link Suitability} found no problem
     */
    static List<SuggestedCredentialsPermit> of(List<RecordedGrant> grants) {
        Map<String, List<RecordedGrant>> byRequester = grants.stream()
                .collect(Collectors.groupingBy(RecordedGrant::requester, LinkedHashMap::new, Collectors.toList()));
        List<SuggestedCredentialsPermit> permits = new ArrayList<>();
        byRequester.forEach((requester, recorded) -> ExactCover.grouped(recorded)
                .forEach((granted, covered) -> permits.add(
                        new SuggestedCredentialsPermit(requester, granted, PermitSuggestions.longest(covered)))));
        return permits;
    }
}

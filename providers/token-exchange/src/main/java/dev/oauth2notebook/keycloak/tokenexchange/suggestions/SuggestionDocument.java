package dev.oauth2notebook.keycloak.tokenexchange.suggestions;

import dev.oauth2notebook.keycloak.tokenexchange.decision.Permit;
import dev.oauth2notebook.keycloak.tokenexchange.permits.PermitExecutorFactory;
import dev.oauth2notebook.keycloak.tokenexchange.suggestions.Suggestions.Condition;
import dev.oauth2notebook.keycloak.tokenexchange.suggestions.Suggestions.Executor;
import dev.oauth2notebook.keycloak.tokenexchange.suggestions.Suggestions.Policies;
import dev.oauth2notebook.keycloak.tokenexchange.suggestions.Suggestions.Policy;
import dev.oauth2notebook.keycloak.tokenexchange.suggestions.Suggestions.Profile;
import dev.oauth2notebook.keycloak.tokenexchange.suggestions.Suggestions.Profiles;
import dev.oauth2notebook.keycloak.tokenexchange.suggestions.Suggestions.SkippedExchanges;
import dev.oauth2notebook.keycloak.tokenexchange.usage.Recording;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.keycloak.OAuth2Constants;
import org.keycloak.services.clientpolicy.condition.GrantTypeConditionFactory;

/** Writes {@link SuggestedPermit}s as client profiles and a client policy. */
final class SuggestionDocument {

    private static final String POLICY = "suggested-token-exchange";

    private SuggestionDocument() {}

    static Suggestions of(
            Recording recording, List<SuggestedPermit> permits, List<SkippedExchanges> skipped, long expiration) {
        List<Profile> profiles = new ArrayList<>();
        for (SuggestedPermit permit : permits) {
            String name = "suggested-" + (profiles.size() + 1) + "-"
                    + permit.kind().requester() + "-exchanges-" + permit.kind().subjectClient();
            profiles.add(new Profile(
                    name,
                    "Suggested from recorded exchanges; review it",
                    List.of(new Executor(PermitExecutorFactory.ID, permit.values()))));
        }
        Policy policy = new Policy(
                POLICY,
                "Suggested from recorded exchanges; review it",
                true,
                List.of(new Condition(
                        GrantTypeConditionFactory.PROVIDER_ID,
                        Map.of("grant_types", List.of(OAuth2Constants.TOKEN_EXCHANGE_GRANT_TYPE)))),
                profiles.stream().map(Profile::name).toList());
        return new Suggestions(
                recording,
                new Profiles(profiles),
                new Policies(profiles.isEmpty() ? List.of() : List.of(policy)),
                skipped,
                notes(recording, expiration));
    }

    private static List<String> notes(Recording recording, long expiration) {
        List<String> notes = new ArrayList<>();
        if (!recording.saved()) {
            notes.add("The realm does not save TOKEN_EXCHANGE events now.");
        }
        if (!recording.complete()) {
            notes.add("There are more events in the period; only the newest were read.");
        }
        if (expiration > 0) {
            notes.add("Events expire after " + expiration + " seconds; earlier exchanges are not known.");
        }
        if (recording.exchanges().stream().anyMatch(exchange -> exchange.lifetime() == null)) {
            notes.add(
                    "Some events, from before this extension was installed, do not say how long tokens lived: the permits"
                            + " for them have the default max-lifetime of " + Permit.DEFAULT_MAX_LIFETIME
                            + " seconds.");
        }
        notes.add("Events do not say whether a request named its audience: the permits require that it does.");
        notes.add("Events do not say which roles tokens had: the permits do not limit those of the subject token.");
        notes.add("Scopes that Keycloak granted beyond those of the subject token are refused once the policy is"
                + " enforced; requests for them must end.");
        return notes;
    }
}

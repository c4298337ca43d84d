package dev.oauth2notebook.keycloak.tokenexchange.suggestions;

import dev.oauth2notebook.keycloak.tokenexchange.decision.Permit;
import dev.oauth2notebook.keycloak.tokenexchange.permits.PermitKind;
import dev.oauth2notebook.keycloak.tokenexchange.suggestions.Suggestions.Condition;
import dev.oauth2notebook.keycloak.tokenexchange.suggestions.Suggestions.Executor;
import dev.oauth2notebook.keycloak.tokenexchange.suggestions.Suggestions.Policies;
import dev.oauth2notebook.keycloak.tokenexchange.suggestions.Suggestions.Policy;
import dev.oauth2notebook.keycloak.tokenexchange.suggestions.Suggestions.Profile;
import dev.oauth2notebook.keycloak.tokenexchange.suggestions.Suggestions.Profiles;
import dev.oauth2notebook.keycloak.tokenexchange.suggestions.Suggestions.SkippedGrants;
import dev.oauth2notebook.keycloak.tokenexchange.usage.Recording;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.keycloak.services.clientpolicy.condition.GrantTypeConditionFactory;

/** Writes {@link SuggestedPermit}s as client profiles and client policies. */
final class SuggestionDocument {

    private static final String DESCRIPTION = "Suggested from recorded events; review it";

    private static final Map<PermitKind<?>, String> POLICIES = Map.of(
            PermitKind.TOKEN_EXCHANGE, "suggested-token-exchange",
            PermitKind.CLIENT_CREDENTIALS, "suggested-client-credentials");

    private final Function<Collection<String>, Set<String>> pathNames;

    /** @param pathNames returns the names of those scopes that have to be compared by path */
    SuggestionDocument(Function<Collection<String>, Set<String>> pathNames) {
        this.pathNames = pathNames;
    }

    Suggestions create(
            Recording exchanges,
            Recording credentials,
            List<SuggestedPermit> permits,
            List<SkippedGrants> skipped,
            long expiration) {
        List<Profile> profiles = new ArrayList<>();
        Map<PermitKind<?>, List<String>> names = new LinkedHashMap<>();
        for (SuggestedPermit permit : permits) {
            String name = "suggested-" + (profiles.size() + 1) + "-" + permit.purpose();
            profiles.add(new Profile(
                    name, DESCRIPTION, List.of(new Executor(permit.permitKind().executor(), values(permit)))));
            names.computeIfAbsent(permit.permitKind(), kind -> new ArrayList<>())
                    .add(name);
        }
        return new Suggestions(
                exchanges,
                credentials,
                new Profiles(profiles),
                new Policies(names.entrySet().stream()
                        .map(entry -> policy(entry.getKey(), entry.getValue()))
                        .toList()),
                skipped,
                notes(exchanges, credentials, names.containsKey(PermitKind.CLIENT_CREDENTIALS), expiration));
    }

    private Map<String, Object> values(SuggestedPermit permit) {
        Map<String, Object> values = permit.values();
        Set<String> names = pathNames.apply(permit.granted().scopes());
        if (!names.isEmpty()) {
            values.put("path-scopes", List.copyOf(names));
        }
        return values;
    }

    private static Policy policy(PermitKind<?> kind, List<String> profiles) {
        return new Policy(
                POLICIES.get(kind),
                DESCRIPTION,
                true,
                List.of(new Condition(
                        GrantTypeConditionFactory.PROVIDER_ID, Map.of("grant_types", List.of(kind.grantType())))),
                profiles);
    }

    private static List<String> notes(
            Recording recording, Recording credentials, boolean permitsCredentials, long expiration) {
        List<String> notes = new ArrayList<>();
        if (!recording.saved()) {
            notes.add("The realm does not save TOKEN_EXCHANGE events now.");
        }
        if (!credentials.saved()) {
            notes.add("The realm does not save CLIENT_LOGIN events now.");
        }
        if (!recording.complete() || !credentials.complete()) {
            notes.add("There are more events in the period; only the newest were read.");
        }
        if (expiration > 0) {
            notes.add("Events expire after " + expiration + " seconds; earlier requests are not known.");
        }
        if (recording.grants().stream().anyMatch(exchange -> exchange.lifetime() == null)) {
            notes.add(
                    "Some events, from before this extension was installed, do not say how long tokens lived: the permits"
                            + " for them have the default max-lifetime of " + Permit.DEFAULT_MAX_LIFETIME
                            + " seconds.");
        }
        if (permitsCredentials) {
            notes.add(
                    "For client credentials, events have the audiences that were requested. Until the policy is enforced,"
                            + " tokens need not have had them, so that anybody with a client's credentials can cause a suggestion.");
        }
        notes.add("Events do not say whether a request named its audience: the permits require that it does.");
        notes.add("Events do not say which roles tokens had: the permits do not limit those of the subject token.");
        notes.add("Scopes that Keycloak granted beyond those of the subject token are refused once the policy is"
                + " enforced; requests for them must end.");
        return notes;
    }
}

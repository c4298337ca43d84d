package dev.oauth2notebook.keycloak.tokenexchange.suggestions;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.oauth2notebook.keycloak.tokenexchange.usage.Recording;
import java.util.List;
import java.util.Map;

/**
 * Suggested permits as client profiles and a client policy, in the form that realm files and the admin REST API use.
 *
 * @param recording the exchanges from which they were derived
 * @param clientProfiles one profile for each permit
 * @param clientPolicies one policy that selects the profiles at token exchange
 * @param skipped the exchanges for which no permit is suggested
 * @param notes what the events do not say
 */
public record Suggestions(
        Recording recording,
        Profiles clientProfiles,
        Policies clientPolicies,
        List<SkippedExchanges> skipped,
        List<String> notes) {

    /** Value of {@code clientProfiles}. */
    public record Profiles(List<Profile> profiles) {}

    /** A client profile. */
    public record Profile(String name, String description, List<Executor> executors) {}

    /** An executor of a profile. */
    public record Executor(@JsonProperty("executor") String id, Map<String, Object> configuration) {}

    /** Value of {@code clientPolicies}. */
    public record Policies(List<Policy> policies) {}

    /** A client policy. */
    public record Policy(
            String name, String description, boolean enabled, List<Condition> conditions, List<String> profiles) {}

    /** A condition of a policy. */
    public record Condition(@JsonProperty("condition") String id, Map<String, Object> configuration) {}

    /** Exchanges that were skipped for the same reason. */
    public record SkippedExchanges(int count, String requester, String subjectClient, String reason) {}
}

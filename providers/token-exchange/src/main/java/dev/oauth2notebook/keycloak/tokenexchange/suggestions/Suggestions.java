package dev.oauth2notebook.keycloak.tokenexchange.suggestions;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.oauth2notebook.keycloak.tokenexchange.usage.Recording;
import java.util.List;
import java.util.Map;

/**
 * Suggested permits as client profiles and a client policy, in the form that realm files and the admin REST API use.
 *
 * @param recording the exchanges from which they were derived
 * @param clientCredentialsRecording the client credentials with a target from which they were derived
 * @param clientProfiles one profile for each permit
 * @param clientPolicies a policy for each grant type, which selects the profiles
 * @param skipped what no permit is suggested for
 * @param notes what the events do not say
 */
public record Suggestions(
        Recording recording,
        Recording clientCredentialsRecording,
        Profiles clientProfiles,
        Policies clientPolicies,
        List<SkippedGrants> skipped,
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

    /**
     * Grants that were skipped for the same reason.
     *
     * @param count number of them
     * @param requester client id of the requester; {@code null} if it is not known
     * @param subjectClient client to which the subject token was issued; {@code null} for client credentials
     * @param reason why no permit is suggested
     */
    public record SkippedGrants(int count, String requester, String subjectClient, String reason) {

        SkippedGrants times(int number) {
            return new SkippedGrants(number, requester, subjectClient, reason);
        }
    }
}

package dev.oauth2notebook.keycloak.tokenexchange.map;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;

/**
 * A client policy that selects the clients to which a permit applies.
 *
 * @param policy name of the policy
 * @param enabled whether it is enabled
 * @param strict whether its mode is strict, so that it selects no client if a condition abstains
 * @param conditions its conditions, all of which must select the client
 * @param position where the permit comes among all permits of enabled policies
 */
public record SelectingPolicy(
        String policy,
        boolean enabled,
        boolean strict,
        List<PolicyCondition> conditions,
        @JsonIgnore int position) {

    /** Returns whether the policy can select a client in requests with a grant type. */
    boolean canSelect(String grantType) {
        return enabled
                && conditions.stream().noneMatch(condition -> condition.selectsNoClient(grantType))
                && (strict
                        ? !conditions.isEmpty() && conditions.stream().noneMatch(PolicyCondition::abstains)
                        : conditions.stream().anyMatch(condition -> !condition.abstains()));
    }

    /**
     * Returns whether this policy selects every client that another policy selects in requests with a grant type; errs
     * on the side of no.
     */
    boolean selectsWhatSelects(SelectingPolicy other, String grantType) {
        return canSelect(grantType)
                && (conditions.stream().allMatch(condition -> condition.selectsEveryClient(grantType))
                        || (strict == other.strict && conditions.equals(other.conditions)));
    }
}

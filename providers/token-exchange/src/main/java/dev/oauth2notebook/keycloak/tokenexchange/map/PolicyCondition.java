package dev.oauth2notebook.keycloak.tokenexchange.map;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.keycloak.services.clientpolicy.condition.AcrConditionFactory;
import org.keycloak.services.clientpolicy.condition.AnyClientConditionFactory;
import org.keycloak.services.clientpolicy.condition.ClientUpdaterContextConditionFactory;
import org.keycloak.services.clientpolicy.condition.ClientUpdaterSourceGroupsConditionFactory;
import org.keycloak.services.clientpolicy.condition.ClientUpdaterSourceHostsConditionFactory;
import org.keycloak.services.clientpolicy.condition.ClientUpdaterSourceRolesConditionFactory;
import org.keycloak.services.clientpolicy.condition.GrantTypeConditionFactory;
import org.keycloak.services.clientpolicy.condition.IdentityProviderConditionFactory;

/**
 * A condition of a client policy.
 *
 * @param condition id of the condition provider
 * @param configuration its configuration
 */
public record PolicyCondition(String condition, Map<String, ?> configuration) {

    private static final String NEGATIVE = "is-negative-logic";

    /** The conditions of Keycloak 26.7 that abstain at token exchange and for client credentials. */
    private static final Set<String> ABSTAINING = Set.of(
            AcrConditionFactory.PROVIDER_ID,
            IdentityProviderConditionFactory.PROVIDER_ID,
            ClientUpdaterContextConditionFactory.PROVIDER_ID,
            ClientUpdaterSourceGroupsConditionFactory.PROVIDER_ID,
            ClientUpdaterSourceHostsConditionFactory.PROVIDER_ID,
            ClientUpdaterSourceRolesConditionFactory.PROVIDER_ID);

    /** Returns whether the condition never selects or excludes a client. */
    boolean abstains() {
        return ABSTAINING.contains(condition);
    }

    /** Returns whether the condition selects every client in requests with a grant type. */
    boolean selectsEveryClient(String grantType) {
        return isNegative() ? matchesNone(grantType) : matchesEvery(grantType);
    }

    /** Returns whether the condition selects no client in requests with a grant type, whatever the client is. */
    boolean selectsNoClient(String grantType) {
        return isNegative() ? matchesEvery(grantType) : matchesNone(grantType);
    }

    private boolean isNegative() {
        return Boolean.parseBoolean(String.valueOf(configuration.get(NEGATIVE)));
    }

    private boolean matchesEvery(String grantType) {
        return condition.equals(AnyClientConditionFactory.PROVIDER_ID) || isOfGrantTypes() && hasGrantType(grantType);
    }

    private boolean matchesNone(String grantType) {
        return isOfGrantTypes() && !hasGrantType(grantType);
    }

    private boolean isOfGrantTypes() {
        return condition.equals(GrantTypeConditionFactory.PROVIDER_ID);
    }

    private boolean hasGrantType(String grantType) {
        return configuration.get("grant_types") instanceof Collection<?> grants && grants.contains(grantType);
    }
}

package dev.oauth2notebook.keycloak.tokenexchange.map;

import dev.oauth2notebook.keycloak.tokenexchange.usage.Recording;
import java.util.List;

/**
 * The permits of a realm.
 *
 * @param enforced whether the realm enforces the policy
 * @param permits the permits in the order in which they are tried; those that no enabled policy selects are last
 * @param usage the recorded exchanges from which the use of each permit for token exchange was counted
 * @param clientCredentialsUsage the recorded client credentials from which the use of the other permits was counted; {@code null} if
 *     there are no such permits
 */
public record PermitMap(
        boolean enforced, List<MappedPermit> permits, Recording usage, Recording clientCredentialsUsage) {}

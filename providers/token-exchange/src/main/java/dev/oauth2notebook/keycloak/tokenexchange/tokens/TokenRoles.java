package dev.oauth2notebook.keycloak.tokenexchange.tokens;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import org.keycloak.models.ClientModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.representations.AccessToken;

/**
 * The roles of access tokens as names: a realm role by its own, a client's role as {@code client.role}, which is how
 * Keycloak's mappers write it.
 */
public final class TokenRoles {

    private static final String REALM_ACCESS = "realm_access";
    private static final String RESOURCE_ACCESS = "resource_access";

    private TokenRoles() {}

    /** Returns the roles that a token has. */
    public static Set<String> of(AccessToken token) {
        Set<String> names = new LinkedHashSet<>();
        if (token.getRealmAccess() != null && token.getRealmAccess().getRoles() != null) {
            names.addAll(token.getRealmAccess().getRoles());
        }
        token.getResourceAccess().forEach((client, access) -> {
            if (access.getRoles() != null) {
                access.getRoles().forEach(role -> names.add(name(client, role)));
            }
        });
        return names;
    }

    /** Returns the name of a role. */
    public static String name(RoleModel role) {
        return role.isClientRole()
                ? name(((ClientModel) role.getContainer()).getClientId(), role.getName())
                : role.getName();
    }

    /** Takes all roles from a token but the given ones, however they got there. */
    public static void retain(AccessToken token, Collection<String> names) {
        // A mapper of other claims may have written these, and the token would have them twice.
        token.getOtherClaims().remove(REALM_ACCESS);
        token.getOtherClaims().remove(RESOURCE_ACCESS);
        if (token.getRealmAccess() != null && !retainRoles(token.getRealmAccess(), "", names)) {
            token.setRealmAccess(null);
        }
        token.getResourceAccess()
                .entrySet()
                .removeIf(entry -> !retainRoles(
                        entry.getValue(), KeycloakModelUtils.buildRoleQualifier(entry.getKey(), ""), names));
    }

    /** Copies the roles of one token to another. */
    static void copy(AccessToken from, AccessToken to) {
        to.setRealmAccess(from.getRealmAccess());
        to.setResourceAccess(from.getResourceAccess());
    }

    private static boolean retainRoles(AccessToken.Access access, String prefix, Collection<String> names) {
        if (access.getRoles() == null) {
            return false;
        }
        access.getRoles().removeIf(role -> !names.contains(prefix + role));
        return !access.getRoles().isEmpty();
    }

    private static String name(String client, String role) {
        return KeycloakModelUtils.buildRoleQualifier(client, role);
    }
}

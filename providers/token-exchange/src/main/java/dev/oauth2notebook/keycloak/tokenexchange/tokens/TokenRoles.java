package dev.oauth2notebook.keycloak.tokenexchange.tokens;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import org.keycloak.models.ClientModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.representations.AccessToken;

/**
 * The roles of access tokens as strings: a realm role by its name, a client role as {@code client.role}, which is the
 * qualified name that Keycloak's mappers use ({@link KeycloakModelUtils#buildRoleQualifier}).
 */
public final class TokenRoles {

    private static final String REALM_ACCESS = "realm_access";
    private static final String RESOURCE_ACCESS = "resource_access";

    private TokenRoles() {}

    /** Returns the roles in {@code realm_access} and {@code resource_access} of a token. */
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

    /** Returns a role as a string. */
    public static String name(RoleModel role) {
        return role.isClientRole()
                ? name(((ClientModel) role.getContainer()).getClientId(), role.getName())
                : role.getName();
    }

    /** Removes all roles except the given ones from {@code realm_access} and {@code resource_access} of a token. */
    public static void retain(AccessToken token, Collection<String> names) {
        // A mapper may have added these claims as other claims, so that the token would contain them twice.
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

    /** Replaces the roles of one token by those of another. */
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

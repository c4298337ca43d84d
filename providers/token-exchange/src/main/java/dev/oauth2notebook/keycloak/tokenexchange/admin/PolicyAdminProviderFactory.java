package dev.oauth2notebook.keycloak.tokenexchange.admin;

import dev.oauth2notebook.keycloak.common.ShownInServerInfo;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.services.resources.admin.AdminEventBuilder;
import org.keycloak.services.resources.admin.ext.AdminRealmResourceProvider;
import org.keycloak.services.resources.admin.ext.AdminRealmResourceProviderFactory;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;

/**
 * Adds {@link PolicyAdminResource} to the admin REST API of every realm: {@code
 * /admin/realms/{realm}/token-exchange-policy}.
 */
public final class PolicyAdminProviderFactory implements AdminRealmResourceProviderFactory, ShownInServerInfo {

    /** Id of this provider, and the path segment below {@code /admin/realms/{realm}/}. */
    public static final String ID = "token-exchange-policy";

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public AdminRealmResourceProvider create(KeycloakSession session) {
        return new AdminRealmResourceProvider() {

            /** Keycloak has authenticated the administrator, who may have no role in the realm. */
            @Override
            public Object getResource(
                    KeycloakSession session,
                    RealmModel realm,
                    AdminPermissionEvaluator permissions,
                    AdminEventBuilder event) {
                return new PolicyAdminResource(session, realm, permissions, event);
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public void init(Config.Scope config) {}

    @Override
    public void postInit(KeycloakSessionFactory factory) {}

    @Override
    public void close() {}
}

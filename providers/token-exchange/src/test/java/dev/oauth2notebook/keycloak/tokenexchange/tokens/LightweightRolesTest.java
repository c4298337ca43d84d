package dev.oauth2notebook.keycloak.tokenexchange.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import org.junit.jupiter.api.Test;
import org.keycloak.utils.RoleResolveUtil;

class LightweightRolesTest {

    @Test
    void attributeOfResolvedRolesIsThatOfKeycloak() throws ReflectiveOperationException {
        Field keycloaks = RoleResolveUtil.class.getDeclaredField("RESOLVED_ROLES_ATTR");
        keycloaks.setAccessible(true);
        assertThat(LightweightRoles.RESOLVED_ROLES).isEqualTo(keycloaks.get(null));
    }
}

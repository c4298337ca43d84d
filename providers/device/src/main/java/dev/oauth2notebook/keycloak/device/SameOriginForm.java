package dev.oauth2notebook.keycloak.device;

import dev.oauth2notebook.keycloak.common.FormOrigin;
import jakarta.ws.rs.NameBinding;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/**
 * Marks a resource that accepts forms from its own pages only.
 *
 * @see ReferrerPolicyFilter
 * @see FormOrigin
 */
@NameBinding
@Retention(RetentionPolicy.RUNTIME)
public @interface SameOriginForm {}

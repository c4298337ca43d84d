package dev.oauth2notebook.keycloak.device;

import jakarta.ws.rs.NameBinding;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** Marks a resource whose pages post forms to it, and that must know them from foreign ones. */
@NameBinding
@Retention(RetentionPolicy.RUNTIME)
public @interface SameOriginForm {}

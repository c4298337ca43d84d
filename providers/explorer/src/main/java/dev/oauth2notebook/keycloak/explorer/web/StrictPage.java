package dev.oauth2notebook.keycloak.explorer.web;

import jakarta.ws.rs.NameBinding;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/**
 * Marks a resource method whose page gets the Content-Security-Policy of the explorer.
 *
 * @see StrictPageFilter
 */
@NameBinding
@Retention(RetentionPolicy.RUNTIME)
public @interface StrictPage {}

package dev.oauth2notebook.keycloak.tokenexchange.permits;

import org.keycloak.models.KeycloakSession;

/** Distinguishes what an HTTP request changes from what is imported at start-up. */
final class HttpRequests {

    private HttpRequests() {}

    /**
     * Returns whether there is an HTTP request.
     *
     * @param session the current Keycloak session; {@code null} if there is none
     */
    static boolean isCurrent(KeycloakSession session) {
        if (session == null) {
            return false;
        }
        try {
            return session.getContext().getHttpRequest() != null;
        } catch (RuntimeException e) {
            return false; // jakarta.enterprise.context.ContextNotActiveException
        }
    }
}

package dev.oauth2notebook.keycloak.demoapi;

/**
 * Thrown if a request to the API is refused.
 *
 * @see ProtectedRequest
 */
final class ApiRefusal extends Exception {

    private static final long serialVersionUID = 1L;

    private final ApiError error;
    private final AuthScheme scheme;

    /**
     * @param error the reason
     * @param scheme scheme that the request used, or {@link AuthScheme#BEARER} if it used none
     */
    ApiRefusal(ApiError error, AuthScheme scheme) {
        super(error.description(), null, false, false);
        this.error = error;
        this.scheme = scheme;
    }

    ApiError error() {
        return error;
    }

    AuthScheme scheme() {
        return scheme;
    }
}

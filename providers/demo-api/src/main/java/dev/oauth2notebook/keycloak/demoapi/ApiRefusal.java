package dev.oauth2notebook.keycloak.demoapi;

/** A request is refused. */
final class ApiRefusal extends Exception {

    private static final long serialVersionUID = 1L;

    private final ApiError error;
    private final AuthScheme scheme;

    /**
     * @param error why
     * @param scheme that the request used, or {@link AuthScheme#BEARER} if it used none
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

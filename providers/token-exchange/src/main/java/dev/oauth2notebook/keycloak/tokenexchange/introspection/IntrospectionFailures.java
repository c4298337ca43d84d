package dev.oauth2notebook.keycloak.tokenexchange.introspection;

import dev.oauth2notebook.keycloak.common.StorageFailures;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.function.Supplier;
import org.keycloak.representations.idm.OAuth2ErrorRepresentation;
import org.keycloak.services.ErrorResponseException;

/**
 * Returns status 503 with Retry-After if a token cannot be introspected because the database or another node does not
 * respond. Keycloak's endpoint converts all exceptions except {@link ErrorResponseException} to status 400, after which
 * a client would not retry.
 */
public final class IntrospectionFailures {

    private IntrospectionFailures() {}

    /**
     * Runs an introspection.
     *
     * @return the response of the introspection
     * @throws ErrorResponseException with status 503 if storage is unavailable; other exceptions are rethrown
     */
    public static Response translate(Supplier<Response> introspection) {
        try {
            return introspection.get();
        } catch (RuntimeException e) {
            throw StorageFailures.isUnavailable(e) ? unavailable() : e;
        }
    }

    private static ErrorResponseException unavailable() {
        return new ErrorResponseException(Response.status(Response.Status.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, StorageFailures.RETRY_AFTER)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(new OAuth2ErrorRepresentation(StorageFailures.ERROR, "The token could not be introspected"))
                .build());
    }
}

package dev.oauth2notebook.keycloak.tokenexchange.introspection;

import dev.oauth2notebook.keycloak.common.StorageFailures;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.function.Supplier;
import org.keycloak.representations.idm.OAuth2ErrorRepresentation;
import org.keycloak.services.ErrorResponseException;

/**
 * Answers 503 with Retry-After when a token could not be introspected because the database or another node did not
 * answer. Keycloak's endpoint turns every failure but an {@link ErrorResponseException} into 400, which tells the caller
 * not to try again.
 */
public final class IntrospectionFailures {

    private IntrospectionFailures() {}

    /**
     * Runs an introspection.
     *
     * @return its response
     * @throws ErrorResponseException with 503 if it fails for such a reason; other failures are passed on
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

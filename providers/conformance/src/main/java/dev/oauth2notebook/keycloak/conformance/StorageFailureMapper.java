package dev.oauth2notebook.keycloak.conformance;

import dev.oauth2notebook.keycloak.common.StorageFailures;
import jakarta.persistence.PersistenceException;
import jakarta.ws.rs.ServiceUnavailableException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import org.infinispan.commons.CacheException;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ModelException;
import org.keycloak.services.error.KeycloakErrorHandler;

/**
 * Returns 503 with {@code Retry-After} instead of Keycloak's 500 if a request failed because the database or another
 * node of the cluster did not respond, or because the database has run out of a resource such as disk space. Clients
 * may then retry. Keycloak's error handler still writes the body or error page and the log entry, and handles all other
 * exceptions.
 *
 * @param <E> type of the exception
 * @see StorageFailures
 */
abstract class StorageFailureMapper<E extends RuntimeException> implements ExceptionMapper<E> {

    @Context
    KeycloakSession session;

    /** Maps the exception in which Keycloak wraps most database errors. */
    @Provider
    public static final class OfModel extends StorageFailureMapper<ModelException> {}

    /** Maps exceptions of Hibernate that Keycloak does not wrap: failed queries. */
    @Provider
    public static final class OfPersistence extends StorageFailureMapper<PersistenceException> {}

    /** Maps exceptions of Infinispan: a node that owns an entry does not respond or has just failed. */
    @Provider
    public static final class OfCache extends StorageFailureMapper<CacheException> {}

    /** Maps failed commits. Other runtime exceptions are passed to Keycloak's error handler. */
    @Provider
    public static final class OfCommit extends StorageFailureMapper<RuntimeException> {

        @Override
        boolean isUnavailable(RuntimeException failure) {
            return StorageFailures.isFailedCommit(failure);
        }
    }

    boolean isUnavailable(E failure) {
        return StorageFailures.isUnavailable(failure);
    }

    @Override
    public Response toResponse(E failure) {
        if (!isUnavailable(failure)) {
            return KeycloakErrorHandler.getResponse(session, failure);
        }
        // Keycloak's error handler writes the body and keeps headers that are already set.
        session.getContext()
                .getHttpResponse()
                .setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(StorageFailures.RETRY_AFTER));
        return KeycloakErrorHandler.getResponse(
                session, new ServiceUnavailableException(StorageFailures.ERROR, StorageFailures.RETRY_AFTER, failure));
    }
}

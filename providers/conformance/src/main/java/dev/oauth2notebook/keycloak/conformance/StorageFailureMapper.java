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
 * Answers 503 with Retry-After, where Keycloak would answer 500, when a request failed because the database or
 * another node of the cluster did not answer, or the database has run out of something, such as disk space: clients may try
 * again. All other failures keep Keycloak's answer, and so do the pages and the log.
 *
 * @param <E> what the failure reaches the endpoint as
 */
abstract class StorageFailureMapper<E extends RuntimeException> implements ExceptionMapper<E> {

    @Context
    KeycloakSession session;

    /** What Keycloak makes of most failures of its database. */
    @Provider
    public static final class OfModel extends StorageFailureMapper<ModelException> {}

    /** What comes from Hibernate unchanged: the failure of a query. */
    @Provider
    public static final class OfPersistence extends StorageFailureMapper<PersistenceException> {}

    /** What comes from Infinispan: a node that holds an entry hangs, or has just died. */
    @Provider
    public static final class OfCache extends StorageFailureMapper<CacheException> {}

    /** A commit that failed. Everything else that arrives here gets Keycloak's answer. */
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
        // Keycloak's error handler writes the body and keeps headers that are already on the response.
        session.getContext()
                .getHttpResponse()
                .setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(StorageFailures.RETRY_AFTER));
        return KeycloakErrorHandler.getResponse(
                session, new ServiceUnavailableException(StorageFailures.ERROR, StorageFailures.RETRY_AFTER, failure));
    }
}

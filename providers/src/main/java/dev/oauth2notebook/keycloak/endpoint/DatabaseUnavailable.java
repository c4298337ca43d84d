package dev.oauth2notebook.keycloak.endpoint;

import jakarta.persistence.PersistenceException;
import jakarta.ws.rs.ServiceUnavailableException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.TimeoutException;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ModelException;
import org.keycloak.services.error.KeycloakErrorHandler;

/**
 * Answers 503 with Retry-After, where Keycloak would answer 500, when a request failed because the database could not
 * be reached or has run out of something, such as disk space: clients may try again. All other failures keep Keycloak's
 * answer, and so do the pages and the log.
 *
 * @param <E> what the failure reaches the endpoint as
 */
abstract class DatabaseUnavailable<E extends RuntimeException> implements ExceptionMapper<E> {

    private static final long RETRY_AFTER = 5; // seconds

    @Context
    KeycloakSession session;

    /** What Keycloak makes of most failures of its database. */
    @Provider
    public static final class OfModel extends DatabaseUnavailable<ModelException> {}

    /** What comes from Hibernate unchanged: the failure of a query. */
    @Provider
    public static final class OfPersistence extends DatabaseUnavailable<PersistenceException> {}

    @Override
    public Response toResponse(E failure) {
        if (!isUnavailable(failure)) {
            return KeycloakErrorHandler.getResponse(session, failure);
        }
        // Keycloak's error handler writes the body and keeps headers that are already on the response.
        session.getContext().getHttpResponse().setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(RETRY_AFTER));
        return KeycloakErrorHandler.getResponse(
                session, new ServiceUnavailableException("temporarily_unavailable", RETRY_AFTER, failure));
    }

    /**
     * The root cause tells, often all that Keycloak keeps: the database's own error, what the network said to its
     * driver, or that no connection became free in time.
     */
    static boolean isUnavailable(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root instanceof IOException
                || root instanceof TimeoutException
                || root instanceof SQLException error && passes(error.getSQLState());
    }

    /**
     * SQLSTATE class 08: connection exception; class 53: PostgreSQL's insufficient resources (disk, memory,
     * connections); 57P: it shuts down, starts, or was stopped.
     */
    private static boolean passes(String state) {
        return state != null && (state.startsWith("08") || state.startsWith("53") || state.startsWith("57P"));
    }
}

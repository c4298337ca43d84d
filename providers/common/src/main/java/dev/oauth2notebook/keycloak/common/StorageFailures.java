package dev.oauth2notebook.keycloak.common;

import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.TimeoutException;
import javax.transaction.xa.XAException;

/**
 * Recognises failures after which a client may retry, because the database or another node of the cluster did not
 * respond.
 */
public final class StorageFailures {

    /** Value of the Retry-After header, in seconds. */
    public static final long RETRY_AFTER = 5;

    /** The {@code error} of the response (RFC 6749 §4.1.2.1). */
    public static final String ERROR = "temporarily_unavailable";

    private StorageFailures() {}

    /**
     * Returns whether a request failed because the database could not be reached or ran out of a resource, or because
     * the node that owns an entry of a distributed cache did not respond. The result depends on the root cause: an
     * error code of the database, a network error of its driver, or a timeout of the connection pool or Infinispan.
     */
    public static boolean isUnavailable(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root instanceof IOException
                || root instanceof TimeoutException
                || root instanceof org.infinispan.commons.TimeoutException
                || root instanceof SQLException error && isTemporary(error.getSQLState());
    }

    /**
     * Returns whether committing a transaction failed because the database was unavailable. It is then unknown whether
     * the transaction took effect. The transaction manager reports the database error as a suppressed exception, not as
     * a cause.
     */
    public static boolean isFailedCommit(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            for (Throwable suppressed : cause.getSuppressed()) {
                if (suppressed instanceof XAException && isUnavailable(suppressed)) {
                    return true;
                }
            }
        }
        return false;
    }

    /**
     * Returns whether an SQLSTATE indicates a temporary failure. Class 08 is a connection exception; in PostgreSQL,
     * class 53 is insufficient resources (disk, memory, connections), and 57P means that the server is shutting down,
     * is starting, or has ended the connection.
     */
    private static boolean isTemporary(String state) {
        return state != null && (state.startsWith("08") || state.startsWith("53") || state.startsWith("57P"));
    }
}

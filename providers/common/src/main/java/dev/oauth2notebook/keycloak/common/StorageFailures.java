package dev.oauth2notebook.keycloak.common;

import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.TimeoutException;
import javax.transaction.xa.XAException;

/**
 * Distinguishes failures after which a client may try again, because the database or another node of the cluster did not
 * answer, from all others.
 */
public final class StorageFailures {

    /** After how many seconds a client may try again. */
    public static final long RETRY_AFTER = 5;

    /** What the client is told (the name of RFC 6749 §4.1.2.1). */
    public static final String ERROR = "temporarily_unavailable";

    private StorageFailures() {}

    /**
     * Returns whether a request failed because the database could not be reached or ran out of a resource, or because the
     * node that holds an entry of a distributed cache did not answer. This depends on the root cause, often all that
     * Keycloak keeps: the database's own error, a network error of its driver, a timeout while waiting for a connection, or
     * one of Infinispan.
     */
    public static boolean isUnavailable(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root instanceof IOException
                || root instanceof TimeoutException
                || root instanceof org.infinispan.commons.TimeoutException
                || root instanceof SQLException error && passes(error.getSQLState());
    }

    /**
     * Returns whether committing a transaction failed because the database was unavailable; whether it took effect is then
     * unknown. The transaction manager keeps the database's error as a suppressed exception, not among the causes.
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
     * SQLSTATE class 08: connection exception; class 53: PostgreSQL's insufficient resources (disk, memory,
     * connections); 57P: it shuts down, starts, or was stopped.
     */
    private static boolean passes(String state) {
        return state != null && (state.startsWith("08") || state.startsWith("53") || state.startsWith("57P"));
    }
}

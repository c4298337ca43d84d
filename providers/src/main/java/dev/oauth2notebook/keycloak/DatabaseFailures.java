package dev.oauth2notebook.keycloak;

import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.TimeoutException;
import javax.transaction.xa.XAException;

/** Tells failures that pass, once the database is well again, from those that stay. */
public final class DatabaseFailures {

    /** After how many seconds a client may try again. */
    public static final long RETRY_AFTER = 5;

    /** What the client is told (the name of RFC 6749 §4.1.2.1). */
    public static final String ERROR = "temporarily_unavailable";

    private DatabaseFailures() {}

    /**
     * Returns whether a request failed because the database could not be reached or has run out of something. The root
     * cause tells, often all that Keycloak keeps: the database's own error, what the network said to its driver, or that
     * no connection became free in time.
     */
    public static boolean isUnavailable(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root instanceof IOException
                || root instanceof TimeoutException
                || root instanceof SQLException error && passes(error.getSQLState());
    }

    /**
     * Returns whether a transaction could not be committed because the database was unavailable, so that nobody knows
     * whether it was. The transaction manager keeps the database's error beside the causes, as suppressed.
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

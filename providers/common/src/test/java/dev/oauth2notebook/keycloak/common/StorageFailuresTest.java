package dev.oauth2notebook.keycloak.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.transaction.xa.XAException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.models.ModelException;

class StorageFailuresTest {

    static Stream<Throwable> unreachable() {
        return Stream.of(
                new EOFException(),
                new UnknownHostException("postgres"),
                new TimeoutException(),
                new org.infinispan.commons.TimeoutException("ISPN000476: Timed out waiting for responses"),
                new SQLException("The connection attempt failed.", "08001", new UnknownHostException("postgres")),
                new RuntimeException(new SQLException("This connection has been closed.", "08003")));
    }

    @ParameterizedTest
    @MethodSource("unreachable")
    void unreachableStorageIsUnavailable(Throwable cause) {
        assertThat(StorageFailures.isUnavailable(failure(cause))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"08000", "08001", "08003", "08006", "57P01", "57P02", "57P03"})
    void databaseThatClosedTheConnectionIsUnavailable(String state) {
        assertThat(StorageFailures.isUnavailable(failure(new SQLException("", state))))
                .isTrue();
    }

    /** SQLSTATEs: insufficient resources, disk full, out of memory, too many connections. */
    @ParameterizedTest
    @ValueSource(strings = {"53000", "53100", "53200", "53300"})
    void databaseWithoutResourcesIsUnavailable(String state) {
        assertThat(StorageFailures.isUnavailable(failure(new SQLException("", state))))
                .isTrue();
    }

    /** SQLSTATEs: unique violation, serialization failure, query cancelled, syntax error, none. */
    @ParameterizedTest
    @ValueSource(strings = {"23505", "40001", "57014", "42601", ""})
    void otherDatabaseErrorsAreNotUnavailability(String state) {
        assertThat(StorageFailures.isUnavailable(failure(new SQLException("", state))))
                .isFalse();
    }

    @Test
    void otherExceptionsAreNotUnavailability() {
        assertThat(StorageFailures.isUnavailable(new ModelException("Client not found")))
                .isFalse();
        assertThat(StorageFailures.isUnavailable(failure(new IllegalStateException())))
                .isFalse();
        assertThat(StorageFailures.isUnavailable(failure(new SQLException("no state"))))
                .isFalse();
    }

    @Test
    void commitWithoutConnectionIsAFailedCommit() {
        assertThat(StorageFailures.isFailedCommit(commit(new SQLException("I/O error", "08006"))))
                .isTrue();
        assertThat(StorageFailures.isFailedCommit(commit(new SQLException("duplicate", "23505"))))
                .isFalse();
    }

    @Test
    void failureOutsideACommitIsNotAFailedCommit() {
        RuntimeException failure = new RuntimeException(new EOFException());
        failure.addSuppressed(new EOFException());
        assertThat(StorageFailures.isFailedCommit(failure)).isFalse();
    }

    private static RuntimeException commit(SQLException error) {
        Exception rollback = new Exception("Could not commit transaction.");
        rollback.addSuppressed(new XAException().initCause(error));
        return new RuntimeException(rollback);
    }

    private static ModelException failure(Throwable cause) {
        return new ModelException("Database operation failed", cause);
    }
}

package dev.oauth2notebook.keycloak.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.models.ModelException;

class DatabaseUnavailableTest {

    static Stream<Throwable> unreachable() {
        return Stream.of(
                new EOFException(),
                new UnknownHostException("postgres"),
                new TimeoutException(),
                new SQLException("The connection attempt failed.", "08001", new UnknownHostException("postgres")),
                new RuntimeException(new SQLException("This connection has been closed.", "08003")));
    }

    @ParameterizedTest
    @MethodSource("unreachable")
    void aDatabaseThatCannotBeReachedIsUnavailable(Throwable cause) {
        assertThat(DatabaseUnavailable.isUnavailable(failure(cause))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"08000", "08001", "08003", "08006", "57P01", "57P02", "57P03"})
    void statesOfALostConnection(String state) {
        assertThat(DatabaseUnavailable.isUnavailable(failure(new SQLException("", state))))
                .isTrue();
    }

    /** Insufficient resources in general, a full disk, no memory, no connection left. */
    @ParameterizedTest
    @ValueSource(strings = {"53000", "53100", "53200", "53300"})
    void aDatabaseThatHasRunOutOfSomethingIsUnavailable(String state) {
        assertThat(DatabaseUnavailable.isUnavailable(failure(new SQLException("", state))))
                .isTrue();
    }

    /** A duplicate, a serialisation failure, a cancelled statement, a syntax error, none. */
    @ParameterizedTest
    @ValueSource(strings = {"23505", "40001", "57014", "42601", ""})
    void otherErrorsOfTheDatabaseAreErrors(String state) {
        assertThat(DatabaseUnavailable.isUnavailable(failure(new SQLException("", state))))
                .isFalse();
    }

    @Test
    void errorsWithoutADatabaseAreErrors() {
        assertThat(DatabaseUnavailable.isUnavailable(new ModelException("Client not found")))
                .isFalse();
        assertThat(DatabaseUnavailable.isUnavailable(failure(new IllegalStateException())))
                .isFalse();
        assertThat(DatabaseUnavailable.isUnavailable(failure(new SQLException("no state"))))
                .isFalse();
    }

    private static ModelException failure(Throwable cause) {
        return new ModelException("Database operation failed", cause);
    }
}

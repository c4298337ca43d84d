package dev.oauth2notebook.keycloak.support;

/** A running server with the shipped realm and its own database, which runs until it is closed. */
public interface Server extends AutoCloseable {

    /** Username and password of the administrator of the realm {@code master}. */
    String ADMIN = "admin";

    /** Returns the URL under which this machine reaches the server, without a trailing slash. */
    String localUrl();

    /** Returns the variables that the realm was imported with. */
    Environment environment();

    /** Returns the server log so far. */
    String log();

    @Override
    void close();
}

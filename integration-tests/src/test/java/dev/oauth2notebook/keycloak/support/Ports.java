package dev.oauth2notebook.keycloak.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;

/** Finds free TCP ports. */
public final class Ports {

    private Ports() {}

    /** Returns a port on which nothing listens at the moment. */
    public static int free() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

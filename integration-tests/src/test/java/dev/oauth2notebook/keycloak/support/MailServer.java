package dev.oauth2notebook.keycloak.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A mail server (RFC 5321) that keeps the messages it receives instead of delivering them. */
public final class MailServer implements AutoCloseable {

    private static final Pattern LINK = Pattern.compile("http://\\S+/login-actions/action-token\\?[^\\s\"<]+");

    private final ServerSocket socket;
    private final List<String> messages = new CopyOnWriteArrayList<>();

    /** Starts the server on a free port of the loopback interface. */
    public MailServer() {
        try {
            socket = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread thread = new Thread(this::accept, "mail server");
        thread.setDaemon(true);
        thread.start();
    }

    /** Returns the port of the server. */
    public int port() {
        return socket.getLocalPort();
    }

    /** Waits for a message to an address and returns the first link in it with which Keycloak continues a flow. */
    public String linkSentTo(String address) {
        String message = Poll.until(
                () -> messages.stream()
                        .filter(received -> received.contains("To: " + address))
                        .findFirst()
                        .orElse(null),
                received -> received != null);
        Matcher link = LINK.matcher(message.replace("=\r\n", "").replace("=3D", "="));
        if (!link.find()) {
            throw new AssertionError("No link in " + message);
        }
        return link.group();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        while (!socket.isClosed()) {
            try (Socket client = socket.accept()) {
                receive(client);
            } catch (IOException e) {
                // The client has gone, or the server was closed.
            }
        }
    }

    private void receive(Socket client) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(client.getInputStream(), UTF_8));
        PrintWriter out = new PrintWriter(client.getOutputStream(), false, UTF_8);
        answer(out, "220 localhost");
        for (String command = in.readLine(); command != null; command = in.readLine()) {
            if (command.equalsIgnoreCase("DATA")) {
                answer(out, "354 Go on");
                messages.add(readData(in));
                answer(out, "250 OK");
            } else if (command.equalsIgnoreCase("QUIT")) {
                answer(out, "221 Bye");
                return;
            } else {
                answer(out, "250 OK");
            }
        }
    }

    private static String readData(BufferedReader in) throws IOException {
        StringBuilder data = new StringBuilder();
        for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            data.append(line).append("\r\n");
        }
        return data.toString();
    }

    private static void answer(PrintWriter out, String line) {
        out.print(line + "\r\n");
        out.flush();
    }
}

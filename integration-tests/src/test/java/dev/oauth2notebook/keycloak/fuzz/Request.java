package dev.oauth2notebook.keycloak.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An HTTP request.
 *
 * @param method the HTTP method
 * @param target the endpoint
 * @param suffix what is appended to the path: a query with its question mark, or more path segments
 * @param headers alternating names and values
 * @param body the body with one character for each byte, or {@code null} for none
 */
record Request(String method, Target target, String suffix, List<String> headers, String body) {

    static final String FORM = "application/x-www-form-urlencoded";

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    static Request get(Target target, String... headers) {
        return new Request("GET", target, "", List.of(headers), null);
    }

    static Request post(Target target, Form form) {
        return new Request("POST", target, "", List.of("Content-Type", FORM), form.encoded());
    }

    Request query(Form form) {
        return new Request(method, target, "?" + form.encoded(), headers, body);
    }

    Request withMethod(String other) {
        return new Request(other, target, suffix, headers, body);
    }

    Request withSuffix(String other) {
        return new Request(method, target, other, headers, body);
    }

    Request withHeader(String name, String value) {
        List<String> more = new ArrayList<>(headers);
        more.addAll(List.of(name, value));
        return new Request(method, target, suffix, more, body);
    }

    /** Replaces the body and its content type. */
    Request withBody(String contentType, String content) {
        return new Request(method, target, suffix, List.of("Content-Type", contentType), content);
    }

    /** Replaces the form. */
    Request withForm(Form form) {
        return new Request(method, target, suffix, headers, form.encoded());
    }

    boolean has(String header) {
        for (int i = 0; i < headers.size(); i += 2) {
            if (headers.get(i).equalsIgnoreCase(header)) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether the path continues after that of the alias. */
    boolean leavesAlias() {
        return !suffix.isEmpty() && !suffix.startsWith("?");
    }

    /** Sends the request to the given path instead of its alias. */
    Answer send(String base, String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url(base, path)))
                .timeout(TIMEOUT)
                .method(
                        method,
                        body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body.getBytes(ISO_8859_1)));
        if (!headers.isEmpty()) {
            request.headers(headers.toArray(String[]::new));
        }
        try {
            return Answer.of(HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new AssertionError("No response: " + curl(base, path), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Returns a command line that sends the same request. */
    String curl(String base, String path) {
        List<String> words = new ArrayList<>(List.of("curl", "-i", "-X", method));
        for (int i = 0; i < headers.size(); i += 2) {
            words.addAll(List.of("-H", quoted(headers.get(i) + ": " + headers.get(i + 1))));
        }
        if (body != null) {
            words.addAll(List.of("--data-binary", quoted(body)));
        }
        words.add(quoted(url(base, path)));
        return String.join(" ", words);
    }

    private String url(String base, String path) {
        return base + path.replace("{id}", "tv") + suffix;
    }

    /** Quotes a text for bash, with non-printable bytes as escapes. */
    private static String quoted(String text) {
        return text.chars()
                .mapToObj(c -> c == '\'' || c == '\\'
                        ? "\\" + (char) c
                        : c < 0x20 || c > 0x7e ? String.format("\\x%02x", c) : String.valueOf((char) c))
                .collect(Collectors.joining("", "$'", "'"));
    }
}

package dev.oauth2notebook.keycloak.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.Map;
import java.util.stream.Collectors;

/** Builds and parses the query part of URLs. */
public final class Urls {

    private Urls() {}

    /** Returns {@code url?a=b&...} with names and values encoded. */
    public static String query(String url, Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(entry -> encode(entry.getKey()) + "=" + encode(entry.getValue()))
                .collect(Collectors.joining("&", url + "?", ""));
    }

    /** Returns a parameter of a URL's query, decoded, or {@code null}. */
    public static String parameter(String url, String name) {
        String query = URI.create(url).getRawQuery();
        if (query == null) {
            return null;
        }
        for (String pair : query.split("&")) {
            String[] parts = pair.split("=", 2);
            if (parts[0].equals(name)) {
                return URLDecoder.decode(parts.length == 2 ? parts[1] : "", UTF_8);
            }
        }
        return null;
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, UTF_8);
    }
}

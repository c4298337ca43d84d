package dev.oauth2notebook.keycloak.common;

import java.util.stream.Collectors;

/** Formats parameter values in HTTP headers, for example in {@code WWW-Authenticate}. */
public final class QuotedString {

    private QuotedString() {}

    /** Returns a text as a quoted-string (RFC 9110 §5.6.4) without characters other than printable ASCII. */
    public static String of(String text) {
        return text.chars()
                .filter(character -> character >= ' ' && character <= '~')
                .mapToObj(character -> (character == '"' || character == '\\' ? "\\" : "") + (char) character)
                .collect(Collectors.joining("", "\"", "\""));
    }
}

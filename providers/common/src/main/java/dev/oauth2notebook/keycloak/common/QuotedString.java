package dev.oauth2notebook.keycloak.common;

import java.util.stream.Collectors;

/** A parameter's value in a header, such as a challenge. */
public final class QuotedString {

    private QuotedString() {}

    /** Returns a text as a quoted-string (RFC 9110 §5.6.4); characters that it cannot carry are left out. */
    public static String of(String text) {
        return text.chars()
                .filter(character -> character >= ' ' && character <= '~')
                .mapToObj(character -> (character == '"' || character == '\\' ? "\\" : "") + (char) character)
                .collect(Collectors.joining("", "\"", "\""));
    }
}

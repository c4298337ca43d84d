package dev.oauth2notebook.keycloak.device;

import org.keycloak.common.util.SecretGenerator;

/**
 * The form of a user code (RFC 8628 §6.1): eight upper-case consonants, which spell no words and are on one page of a
 * phone's keyboard, shown in two groups of four.
 */
public final class UserCode {

    /** RFC 8628 §6.1. Twenty letters, so a code has 34.6 bits. */
    static final String ALPHABET = "BCDFGHJKLMNPQRSTVWXZ";

    static final int LENGTH = 8;

    /** What is longer was not typed by a person, and is not looked at. */
    private static final int MAX_INPUT = 64;

    private static final int GROUP = 4;
    private static final char MINUS_SIGN = '\u2212';
    private static final char HYPHEN_BULLET = '\u2043';

    private UserCode() {}

    /** Returns a new random code; every code is equally likely. */
    static String random() {
        return SecretGenerator.getInstance().randomString(LENGTH, ALPHABET.toCharArray());
    }

    /**
     * Undoes what typing, copying and a phone's keyboard do to a code: small letters, hyphens and dashes, white space and
     * invisible characters. Only ASCII letters change case, so the server's locale does not matter and no foreign
     * character turns into a letter of a code. Everything else stays, and stays wrong.
     *
     * @param typed what a person has entered, not {@code null}
     * @return the code in the form of {@link #random()} if it is one; empty if the input is too long to be one
     */
    static String normalise(String typed) {
        if (typed.length() > MAX_INPUT) {
            return "";
        }
        StringBuilder code = new StringBuilder(typed.length());
        for (int i = 0; i < typed.length(); i++) {
            char c = typed.charAt(i);
            if (!isSeparator(c)) {
                code.append(c >= 'a' && c <= 'z' ? (char) (c - 'a' + 'A') : c);
            }
        }
        return code.toString();
    }

    /** Returns whether a normalised code has the form of a user code. */
    public static boolean isWellFormed(String code) {
        return code.length() == LENGTH && code.chars().allMatch(letter -> ALPHABET.indexOf(letter) >= 0);
    }

    /** Returns a well-formed code as people read it, {@code XXXX-XXXX}; anything else as it is. */
    static String display(String code) {
        return isWellFormed(code) ? code.substring(0, GROUP) + "-" + code.substring(GROUP) : code;
    }

    private static boolean isSeparator(char c) {
        return switch (Character.getType(c)) {
            case Character.DASH_PUNCTUATION,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.FORMAT -> true;
            default -> c == MINUS_SIGN || c == HYPHEN_BULLET || Character.isWhitespace(c);
        };
    }
}

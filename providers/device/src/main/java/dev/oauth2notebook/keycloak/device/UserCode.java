package dev.oauth2notebook.keycloak.device;

import org.keycloak.common.util.SecretGenerator;

/**
 * The format of user codes (RFC 8628 §6.1): eight upper-case consonants, displayed in two groups of four. Consonants
 * alone do not spell words, and a phone's keyboard shows them without switching layouts.
 *
 * @see UserCodes
 */
public final class UserCode {

    /** RFC 8628 §6.1. With 20 letters, a code has 34.6 bits of entropy. */
    static final String ALPHABET = "BCDFGHJKLMNPQRSTVWXZ";

    static final int LENGTH = 8;

    /** Longer input was not typed by a person and is not processed. */
    private static final int MAX_INPUT = 64;

    private static final int GROUP = 4;
    private static final char MINUS_SIGN = '\u2212';
    private static final char HYPHEN_BULLET = '\u2043';

    private UserCode() {}

    /** Returns a random code; all codes are equally likely. */
    static String random() {
        return SecretGenerator.getInstance().randomString(LENGTH, ALPHABET.toCharArray());
    }

    /**
     * Normalises an entered code: converts lower-case letters to upper case and removes hyphens, dashes, white space
     * and invisible characters. Only ASCII letters are converted, so the result does not depend on the server's locale,
     * and no non-ASCII character becomes a letter of the alphabet. All other characters are kept, which makes the code
     * invalid.
     *
     * @param typed the input, not {@code null}
     * @return the normalised input; empty if the input is longer than 64 characters
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

    /** Returns whether a normalised code has the format of a user code. */
    public static boolean isWellFormed(String code) {
        return code.length() == LENGTH && code.chars().allMatch(letter -> ALPHABET.indexOf(letter) >= 0);
    }

    /** Returns a well-formed code as {@code XXXX-XXXX}, and any other string unchanged. */
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

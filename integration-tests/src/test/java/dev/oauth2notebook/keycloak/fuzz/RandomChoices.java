package dev.oauth2notebook.keycloak.fuzz;

import java.util.List;
import java.util.Random;

/** The random choices of one generated request. The same seed and number lead to the same choices. */
final class RandomChoices {

    private static final List<String> ALPHABETS = List.of(
            "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789",
            "abc-._~:/?#[]@!$&'()*+,;=%\"<>\\^`{|} ",
            "\u0000\u0001\t\r\n\u001b\u007fx",
            "äßøλж中😀x");

    private final Random random;

    RandomChoices(long seed, int number) {
        random = new Random(seed * 1_000_003L + number);
    }

    /** Returns a number from 0 (inclusive) to {@code bound} (exclusive). */
    int below(int bound) {
        return random.nextInt(bound);
    }

    /** Returns true with a probability of one in {@code times}. */
    boolean oneIn(int times) {
        return random.nextInt(times) == 0;
    }

    <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    @SafeVarargs
    final <T> T pick(T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    /** Returns letters and digits: a value that is well-formed everywhere but matches nothing. */
    String word() {
        return text(ALPHABETS.get(0), 6 + below(20));
    }

    /** Returns one to 40 characters of any kind. */
    String text() {
        return text(pick(ALPHABETS), 1 + below(40));
    }

    private String text(String alphabet, int length) {
        int[] characters = alphabet.codePoints().toArray();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.appendCodePoint(characters[below(characters.length)]);
        }
        return text.toString();
    }
}

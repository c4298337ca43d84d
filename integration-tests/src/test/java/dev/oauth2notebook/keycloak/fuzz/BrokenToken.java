package dev.oauth2notebook.keycloak.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;

/** Makes of a good token one that nobody may accept. */
final class BrokenToken {

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private BrokenToken() {}

    /** Returns a broken copy of a JWT, or something that is no JWT at all. Never empty. */
    static String of(String jwt, Dice dice) {
        String[] parts = jwt.split("\\.");
        return switch (dice.below(14)) {
            case 0 -> parts[0] + "." + changed(parts[1], dice) + "." + parts[2];
            case 1 -> parts[0] + "." + parts[1] + "." + changed(parts[2], dice);
            case 2 -> changed(parts[0], dice) + "." + parts[1] + "." + parts[2];
            case 3 -> parts[0] + "." + parts[1] + ".";
            case 4 -> parts[0] + "." + parts[1];
            case 5 -> header("{\"alg\":\"none\",\"typ\":\"JWT\"}") + "." + parts[1] + ".";
            case 6 ->
                header("{\"alg\":\"" + dice.pick("HS256", "none", "nOnE", "ES256", "RS1", "dir") + "\"}") + "."
                        + parts[1] + "." + parts[2];
            case 7 ->
                header(dice.pick("{}", "null", "[]", "\"x\"", "1", "{\"kid\":\"x\"}", "{", "")) + "." + parts[1] + "."
                        + parts[2];
            case 8 -> parts[0] + "." + header(dice.pick("{}", "null", "[]", "1", "{", "")) + "." + parts[2];
            case 9 -> dice.pick("e30.e30.", "eyJraWQiOiJ4In0.e30.", "bnVsbA.e30.AAAA", "..", ".", "a.b.c", "a.b.c.d.e");
            case 10 -> jwt.substring(0, 1 + dice.below(jwt.length() - 10));
            case 11 -> jwt + "." + parts[2];
            case 12 -> dice.word();
            default -> dice.text() + "x";
        };
    }

    private static String header(String json) {
        return BASE64.encodeToString(json.getBytes(UTF_8));
    }

    /** Changes one character that is not the last: the last one's bits need not all count. */
    private static String changed(String part, Dice dice) {
        int position = dice.below(part.length() - 1);
        char other = part.charAt(position) == 'A' ? 'B' : 'A';
        return part.substring(0, position) + other + part.substring(position + 1);
    }
}

package dev.oauth2notebook.keycloak.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;

/** Turns a valid token into one that must not be accepted. */
final class BrokenToken {

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private BrokenToken() {}

    /** Returns a broken copy of a JWT, or a non-empty string that is not a JWT. */
    static String of(String jwt, RandomChoices random) {
        String[] parts = jwt.split("\\.");
        return switch (random.below(14)) {
            case 0 -> parts[0] + "." + altered(parts[1], random) + "." + parts[2];
            case 1 -> parts[0] + "." + parts[1] + "." + altered(parts[2], random);
            case 2 -> altered(parts[0], random) + "." + parts[1] + "." + parts[2];
            case 3 -> parts[0] + "." + parts[1] + ".";
            case 4 -> parts[0] + "." + parts[1];
            case 5 -> header("{\"alg\":\"none\",\"typ\":\"JWT\"}") + "." + parts[1] + ".";
            case 6 ->
                header("{\"alg\":\"" + random.pick("HS256", "none", "nOnE", "ES256", "RS1", "dir") + "\"}") + "."
                        + parts[1] + "." + parts[2];
            case 7 ->
                header(random.pick("{}", "null", "[]", "\"x\"", "1", "{\"kid\":\"x\"}", "{", "")) + "." + parts[1] + "."
                        + parts[2];
            case 8 -> parts[0] + "." + header(random.pick("{}", "null", "[]", "1", "{", "")) + "." + parts[2];
            case 9 ->
                random.pick("e30.e30.", "eyJraWQiOiJ4In0.e30.", "bnVsbA.e30.AAAA", "..", ".", "a.b.c", "a.b.c.d.e");
            case 10 -> jwt.substring(0, 1 + random.below(jwt.length() - 10));
            case 11 -> jwt + "." + parts[2];
            case 12 -> random.word();
            default -> random.text() + "x";
        };
    }

    private static String header(String json) {
        return BASE64.encodeToString(json.getBytes(UTF_8));
    }

    /** Changes one character, but not the last, because not all of its bits may be significant. */
    private static String altered(String part, RandomChoices random) {
        int position = random.below(part.length() - 1);
        char other = part.charAt(position) == 'A' ? 'B' : 'A';
        return part.substring(0, position) + other + part.substring(position + 1);
    }
}

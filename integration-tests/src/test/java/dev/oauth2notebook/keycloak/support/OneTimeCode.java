package dev.oauth2notebook.keycloak.support;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Makes one-time codes as an authenticator app does (RFC 6238). */
public final class OneTimeCode {

    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int BITS_PER_LETTER = 5;
    private static final int PERIOD_SECONDS = 30;

    private OneTimeCode() {}

    /**
     * Returns a code of six digits.
     *
     * @param secret the secret in Base32 (RFC 4648 §6), possibly with spaces
     * @param periods 0 for the current period of 30 seconds, 1 for the next
     */
    public static String of(String secret, int periods) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(decode(secret.replace(" ", "")), "RAW"));
            long period = Instant.now().getEpochSecond() / PERIOD_SECONDS + periods;
            byte[] hash =
                    mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(period).array());
            int offset = hash[hash.length - 1] & 0xf;
            int number = ByteBuffer.wrap(hash).getInt(offset) & Integer.MAX_VALUE;
            return String.format("%06d", number % 1_000_000);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] decode(String base32) {
        BigInteger bits = BigInteger.ONE;
        for (char letter : base32.toCharArray()) {
            bits = bits.shiftLeft(BITS_PER_LETTER).or(BigInteger.valueOf(BASE32.indexOf(letter)));
        }
        int unused = base32.length() * BITS_PER_LETTER % Byte.SIZE;
        byte[] marked = bits.shiftRight(unused).toByteArray();
        // The first byte is the leading one, which keeps zeros at the start.
        return Arrays.copyOfRange(marked, 1, marked.length);
    }
}

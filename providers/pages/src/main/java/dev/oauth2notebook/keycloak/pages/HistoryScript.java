package dev.oauth2notebook.keycloak.pages;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.keycloak.crypto.JavaAlgorithm;
import org.keycloak.jose.jws.crypto.HashUtils;

/**
 * The one inline script that Keycloak writes into finished pages ({@code BrowserHistoryHelper}): after a form was sent,
 * it puts the page's own URL into the address bar, so that reload and back work.
 */
public final class HistoryScript {

    private static final Pattern SCRIPT = Pattern.compile("<SCRIPT>("
            + Pattern.quote(
                    " if (typeof history.replaceState === 'function') {  history.replaceState({}, \"some title\", \"")
            + "[^\"<>\\\\\\s]*"
            + Pattern.quote("\"); }")
            + ")</SCRIPT></head>");

    private HistoryScript() {}

    /**
     * Returns what allows exactly this script in a page, and no other.
     *
     * @param html the page
     * @return a hash source (CSP Level 3 §2.3.1), empty if the page has no such script
     */
    public static Optional<String> allowance(String html) {
        Matcher matcher = SCRIPT.matcher(html);
        return matcher.find() ? Optional.of(hashSource(matcher.group(1))) : Optional.empty();
    }

    private static String hashSource(String script) {
        byte[] hash = HashUtils.hash(JavaAlgorithm.SHA256, script.getBytes(StandardCharsets.UTF_8));
        return "'sha256-" + Base64.getEncoder().encodeToString(hash) + "'";
    }
}

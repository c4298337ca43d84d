package dev.oauth2notebook.keycloak.pages;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.keycloak.crypto.JavaAlgorithm;
import org.keycloak.jose.jws.crypto.HashUtils;

/**
 * The inline script that Keycloak's {@code BrowserHistoryHelper} inserts into rendered pages. After a form has been
 * submitted, it puts the URL of the page into the address bar, so that the reload and back buttons work.
 *
 * @see dev.oauth2notebook.keycloak.pages.overrides.PageSecurityHeaders
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
     * Returns the hash source (CSP Level 3 §2.3.1) that allows this script, and no other.
     *
     * @param html the page
     * @return the hash source with quotes; empty if the page does not contain the script
     */
    public static Optional<String> hashSource(String html) {
        Matcher matcher = SCRIPT.matcher(html);
        return matcher.find() ? Optional.of(hash(matcher.group(1))) : Optional.empty();
    }

    private static String hash(String script) {
        byte[] digest = HashUtils.hash(JavaAlgorithm.SHA256, script.getBytes(StandardCharsets.UTF_8));
        return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    }
}

package dev.oauth2notebook.keycloak.explorer.recording;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.oauth2notebook.keycloak.explorer.masking.Members;
import dev.oauth2notebook.keycloak.explorer.masking.TokenText;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.keycloak.util.JsonSerialization;

/**
 * The body of a response, masked. At most one of the components is not {@code null}.
 *
 * @param json JSON, serialized
 * @param text any other text
 */
record Body(String json, String text) {

    private static final int MAX_LENGTH = 32_000;
    private static final int MAX_TITLE = 200;
    private static final Pattern TITLE = Pattern.compile("<title>\\s*([^<]*?)\\s*</title>");

    private static final JsonNode NONE = JsonNodeFactory.instance.missingNode();
    private static final Body EMPTY = new Body(null, null);

    /**
     * Returns what may be kept of a JSON object.
     *
     * @param response the response
     * @param isPublic whether the response is a public document
     */
    static Body ofJson(JsonNode response, boolean isPublic) {
        JsonNode masked = isPublic ? response : Members.mask(response);
        String json = masked.toString();
        return json.length() > MAX_LENGTH
                ? new Body(null, "… (" + json.length() + " characters)")
                : new Body(json, null);
    }

    /**
     * Returns what may be kept of a text: of HTML only the title, of a token everything but the signature, and nothing
     * of anything else.
     *
     * @param type media type in lower case, without parameters
     */
    static Body ofText(String text, String type) {
        if (type.equals("text/html")) {
            Matcher title = TITLE.matcher(text);
            return title.find()
                    ? new Body(
                            null,
                            JsonNodeFactory.instance
                                    .objectNode()
                                    .put("title", unescape(title.group(1)))
                                    .toString())
                    : EMPTY;
        }
        return TokenText.isJws(text) ? new Body(null, TokenText.mask(text)) : EMPTY;
    }

    /** Returns a body of which nothing is kept. */
    static Body empty() {
        return EMPTY;
    }

    /**
     * Parses JSON.
     *
     * @return a missing node if it is not a JSON object
     */
    static JsonNode parse(byte[] json) {
        try {
            JsonNode parsed = JsonSerialization.mapper.readTree(json);
            return parsed != null && parsed.isObject() ? parsed : NONE;
        } catch (IOException e) {
            return NONE;
        }
    }

    private static String unescape(String html) {
        String text = html.replace("&#39;", "'")
                .replace("&#x27;", "'")
                .replace("&quot;", "\"")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
        return text.substring(0, Math.min(MAX_TITLE, text.length()));
    }
}

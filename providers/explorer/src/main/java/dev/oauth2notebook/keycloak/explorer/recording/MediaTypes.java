package dev.oauth2notebook.keycloak.explorer.recording;

import jakarta.ws.rs.core.MediaType;
import java.util.Locale;

/** Media types of bodies. */
final class MediaTypes {

    private MediaTypes() {}

    /** Returns a media type in lower case, without parameters; empty if there is none. */
    static String name(MediaType type) {
        return type == null ? "" : (type.getType() + "/" + type.getSubtype()).toLowerCase(Locale.ROOT);
    }

    /** Returns whether a body of this type is JSON (RFC 6839 §3.1). */
    static boolean isJson(String name) {
        return name.endsWith("/json") || name.endsWith("+json");
    }
}

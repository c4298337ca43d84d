package dev.oauth2notebook.keycloak.explorer.recording;

import java.util.Set;

/**
 * A recorded request as viewers get it, and whom it concerns.
 *
 * @param json the request as a JSON object, on one line
 * @param users ids of all users whom it concerns, without service accounts
 * @param sessions ids of the sessions to which it belongs
 * @param owner id of the user who registered its client, and may see it if it concerns no user; {@code null} if there is
 *     none
 */
public record Rendering(String json, Set<String> users, Set<String> sessions, String owner) {

    /** Copies the sets. */
    public Rendering {
        users = Set.copyOf(users);
        sessions = Set.copyOf(sessions);
    }
}

package dev.oauth2notebook.keycloak.explorer.recording;

import java.util.Set;

/**
 * Somebody who looks at recorded requests of a realm.
 *
 * @param realm id of the realm
 * @param all whether this viewer sees the requests of everybody
 * @param user id of the user; {@code null} for a viewer who sees everything without being signed in
 * @param session id of the user session; {@code null} if there is none
 */
public record Viewer(String realm, boolean all, String user, String session) {

    /**
     * Returns whether the viewer may see a request of this realm: one that concerns the viewer and no other user, or
     * one that concerns no user and belongs to the viewer's session or to a client that the viewer registered.
     */
    public boolean sees(Recorded request) {
        if (!request.realm().equals(realm)) {
            return false;
        }
        if (all) {
            return true;
        }
        Rendering rendering = request.rendering();
        return rendering.users().isEmpty()
                ? session != null && rendering.sessions().contains(session)
                        || user != null && user.equals(rendering.owner())
                : user != null && rendering.users().equals(Set.of(user));
    }
}

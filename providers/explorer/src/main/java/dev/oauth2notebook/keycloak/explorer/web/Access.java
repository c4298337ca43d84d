package dev.oauth2notebook.keycloak.explorer.web;

import dev.oauth2notebook.keycloak.common.LocalServer;
import dev.oauth2notebook.keycloak.explorer.options.ExplorerOptions;
import dev.oauth2notebook.keycloak.explorer.options.Mode;
import dev.oauth2notebook.keycloak.explorer.recording.Recorder;
import dev.oauth2notebook.keycloak.explorer.recording.Viewer;
import java.util.Set;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.services.Urls;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.services.managers.AuthenticationManager.AuthResult;
import org.keycloak.urls.UrlType;

/**
 * Who may see recorded requests of the current realm.
 *
 * @see Mode
 */
final class Access {

    /** Realm role whose users see the requests of the whole realm. */
    static final String TEACHER = "explorer-teacher";

    /** Header in which a browser states the relationship of the site that caused a request (Fetch Metadata §2.3). */
    private static final String SITE = "Sec-Fetch-Site";

    private static final Set<String> OWN_SITE = Set.of("same-origin", "none");

    private final KeycloakSession session;
    private final RealmModel realm;
    private final Mode mode;

    /**
     * @param session session of the current request, with its realm set
     * @param recorder the recorder
     */
    Access(KeycloakSession session, Recorder recorder) {
        this.session = session;
        this.realm = session.getContext().getRealm();
        this.mode = modeIn(realm, recorder);
    }

    /** Returns the mode in a realm. */
    static Mode modeIn(RealmModel realm, Recorder recorder) {
        return recorder.options().mode().narrowedBy(realm.getAttribute(ExplorerOptions.REALM_ATTRIBUTE));
    }

    /** Returns the mode in the current realm. */
    Mode mode() {
        return mode;
    }

    /**
     * In the mode {@code local}, checks that the request comes from this machine.
     *
     * @throws AccessRefusal if the request has another host name, as with DNS rebinding, or came through a proxy
     */
    void requireLocalRequest() {
        if (mode == Mode.LOCAL && !LocalServer.isCalledLocally(true)) {
            throw AccessRefusal.forbidden(
                    "The explorer is available only on this machine, under a loopback name such as localhost.");
        }
    }

    /**
     * Returns who sent the current request.
     *
     * @throws AccessRefusal if the request comes from another site or, as {@link #requireLocalRequest}, from elsewhere,
     *     or if nobody is signed in
     */
    Viewer viewer() {
        requireLocalRequest();
        String site = session.getContext().getHttpRequest().getHttpHeaders().getHeaderString(SITE);
        if (site != null && !OWN_SITE.contains(site)) {
            throw AccessRefusal.forbidden("Recorded requests are not available to other sites.");
        }
        if (mode == Mode.LOCAL) {
            return new Viewer(realm.getId(), true, null, null);
        }
        AuthResult signedIn = AuthenticationManager.authenticateIdentityCookie(session, realm, true);
        if (signedIn == null) {
            throw AccessRefusal.unauthorized(login());
        }
        return new Viewer(
                realm.getId(),
                isTeacher(signedIn.user()),
                signedIn.user().getId(),
                signedIn.session().getId());
    }

    /**
     * Returns whether somebody may still see requests.
     *
     * @param session a session of its own, not that of the request with which the viewer began
     * @param viewer result of {@link #viewer}
     * @param recorder the recorder
     */
    static boolean isStillAllowed(KeycloakSession session, Viewer viewer, Recorder recorder) {
        RealmModel realm = session.realms().getRealm(viewer.realm());
        if (realm == null || !realm.isEnabled()) {
            return false;
        }
        session.getContext().setRealm(realm);
        if (viewer.user() == null) {
            return modeIn(realm, recorder) == Mode.LOCAL;
        }
        UserSessionModel signedIn = session.sessions().getUserSession(realm, viewer.session());
        return modeIn(realm, recorder) != Mode.OFF
                && AuthenticationManager.isSessionValid(realm, signedIn)
                && signedIn.getUser() != null
                && signedIn.getUser().isEnabled()
                && viewer.all() == isTeacher(realm, signedIn.getUser());
    }

    private boolean isTeacher(UserModel user) {
        return isTeacher(realm, user);
    }

    private static boolean isTeacher(RealmModel realm, UserModel user) {
        RoleModel role = realm.getRole(TEACHER);
        return role != null && user.hasRole(role);
    }

    /** Returns the account console, where users of any realm can sign in. */
    private String login() {
        return Urls.accountBase(session.getContext().getUri(UrlType.FRONTEND).getBaseUri())
                .build(realm.getName())
                .toString();
    }
}

package dev.oauth2notebook.keycloak.device.overrides;

import static org.keycloak.protocol.oidc.grants.device.DeviceGrantType.OAUTH2_DEVICE_USER_CODE;

import dev.oauth2notebook.keycloak.common.FormOrigin;
import dev.oauth2notebook.keycloak.device.LockedOutUsers;
import dev.oauth2notebook.keycloak.device.PendingCodes;
import dev.oauth2notebook.keycloak.device.SameOriginForm;
import dev.oauth2notebook.keycloak.device.UserCode;
import dev.oauth2notebook.keycloak.device.UserCodeState;
import dev.oauth2notebook.keycloak.device.VerificationPages;
import dev.oauth2notebook.keycloak.device.WrongCodeLimits;
import dev.oauth2notebook.keycloak.device.WrongCodeOptions;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.keycloak.OAuthErrorException;
import org.keycloak.events.Details;
import org.keycloak.events.Errors;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.OAuth2DeviceUserCodeProvider;
import org.keycloak.protocol.AuthorizationEndpointBase;
import org.keycloak.protocol.oidc.grants.device.endpoints.DeviceEndpoint;
import org.keycloak.services.resource.RealmResourceProvider;
import org.keycloak.services.util.CacheControlUtil;
import org.keycloak.urls.UrlType;

/**
 * The page where a user enters a user code (RFC 8628 §3.3). A correct code is passed on to Keycloak's own {@link
 * DeviceEndpoint}. A link with a code requires confirmation (§5.4), and the number of wrong codes is limited (§5.1).
 *
 * <p>Replaces the resource methods of {@code DeviceEndpoint}, which look up a code without confirmation or limit.
 * Read in Keycloak 26.7.4; {@code DeviceCodeIT} fails if that changes.
 */
@SameOriginForm
public class VerificationEndpoint extends AuthorizationEndpointBase implements RealmResourceProvider {

    /** Error of the event for an attempt that is blocked before the code is looked up. */
    static final String TOO_MANY_WRONG_CODES = "too_many_wrong_user_codes";

    private final WrongCodeOptions options;
    private final VerificationPages pages;
    private final PendingCodes codes;
    private final DeviceEndpoint keycloakEndpoint;

    VerificationEndpoint(KeycloakSession session, EventBuilder event, WrongCodeOptions options) {
        super(session, event);
        this.options = options;
        this.pages = new VerificationPages(session);
        this.codes = new PendingCodes(session);
        this.keycloakEndpoint = new DeviceEndpoint(session, event);
    }

    @Override
    public Object getResource() {
        return this;
    }

    /**
     * Shows the form, or asks whether the device displays the code of a link (§3.3.1). The code is not looked up and
     * the attempt is not counted, because any web page can make its visitors send this request.
     *
     * @param typed the code as received, or {@code null}
     * @return 200, or 400 if the value is not a well-formed code
     */
    @GET
    public Response ask(@QueryParam("user_code") String typed) {
        prepare();
        if (isEmpty(typed)) {
            return pages.form();
        }
        String code = userCodes().format(typed);
        return UserCode.isWellFormed(code)
                ? pages.confirm(userCodes().display(code))
                : pages.refused(typed, UserCodeState.UNKNOWN);
    }

    /**
     * Looks up a code that was entered or confirmed on this page, and continues to sign-in. A form that was submitted
     * from another site is treated like a link.
     *
     * @return 302 for a correct code, 400 for a wrong one, 429 after too many wrong ones; for a form from another site
     *     or without a code, the same as {@link #ask}
     */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response enter() {
        String typed = httpRequest.getDecodedFormParameters().getFirst(OAUTH2_DEVICE_USER_CODE);
        if (isEmpty(typed) || isFromOtherSite()) {
            return ask(typed);
        }
        prepare();
        String code = userCodes().format(typed);
        return UserCode.isWellFormed(code) ? lookUp(typed, code) : refuse(typed, UserCodeState.UNKNOWN);
    }

    /**
     * Tells the user what to do if the device does not display the code. The code stays valid, because a user who is
     * not signed in must not be able to deny a device.
     *
     * @return 200
     */
    @GET
    @Path("declined")
    public Response declined() {
        prepare();
        return pages.declined();
    }

    /**
     * Shows the result of the device sign-in: a page of ours for success and denial, otherwise Keycloak's.
     *
     * @param error error code, or {@code null} for success
     * @return 200
     */
    @GET
    @Path("status")
    public Response status(@QueryParam("error") String error) {
        if (isEmpty(error)) {
            return pages.connected();
        }
        return error.equals(OAuthErrorException.ACCESS_DENIED) ? pages.declined() : keycloakEndpoint.status(error);
    }

    @Override
    public void close() {}

    private Response lookUp(String typed, String code) {
        WrongCodeLimits limits = WrongCodeLimits.of(session, options);
        long retryAfter = limits.acquire();
        if (retryAfter > 0) {
            event.error(TOO_MANY_WRONG_CODES);
            return pages.blocked(retryAfter);
        }
        UserCodeState state = codes.state(code);
        if (state != UserCodeState.WAITING) {
            limits.countWrong();
            return refuse(typed, state);
        }
        limits.release();
        codes.markVerified(code);
        Response signIn = keycloakEndpoint.verifyUserCode(code);
        LockedOutUsers.requireCredentials(session);
        return signIn;
    }

    private Response refuse(String typed, UserCodeState state) {
        event.detail(Details.REASON, state.reason()).error(Errors.INVALID_OAUTH2_USER_CODE);
        return pages.refused(typed, state);
    }

    /** Checks and headers that all pages of this endpoint need. */
    private void prepare() {
        event.event(EventType.OAUTH2_DEVICE_VERIFY_USER_CODE);
        checkSsl();
        checkRealm();
        CacheControlUtil.noBackButtonCacheControlHeader(session);
    }

    private boolean isFromOtherSite() {
        return FormOrigin.isOtherSite(
                headers.getHeaderString(FormOrigin.FETCH_SITE),
                headers.getHeaderString(FormOrigin.ORIGIN),
                session.getContext().getUri(UrlType.FRONTEND).getBaseUri());
    }

    private OAuth2DeviceUserCodeProvider userCodes() {
        return session.getProvider(OAuth2DeviceUserCodeProvider.class);
    }

    private static boolean isEmpty(String typed) {
        return typed == null || typed.isBlank();
    }
}

package dev.oauth2notebook.keycloak.device;

import static org.keycloak.protocol.oidc.grants.device.DeviceGrantType.OAUTH2_DEVICE_USER_CODE;
import static org.keycloak.sessions.CommonClientSessionModel.Action.USER_CODE_VERIFICATION;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.TimeUnit;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.utils.FormMessage;

/** Renders the pages on which a user verifies the code of a device (RFC 8628 §3.3). */
public final class VerificationPages {

    private static final String USER_CODE = "userCode";
    private static final int MAX_DISPLAYED = 32;

    private final KeycloakSession session;

    /** @param session session of the current request, with its realm set */
    public VerificationPages(KeycloakSession session) {
        this.session = session;
    }

    /** Returns the empty form for entering a code. */
    public Response form() {
        return forms().createOAuth2DeviceVerifyUserCodePage();
    }

    /**
     * Returns the form with the rejected input and the reason.
     *
     * @param typed the input as received
     * @param state state of the code, not {@link UserCodeState#WAITING}
     * @return 400 with the form
     */
    public Response refused(String typed, UserCodeState state) {
        return forms().setStatus(Response.Status.BAD_REQUEST)
                .setAttribute(USER_CODE, displayable(typed))
                .addError(new FormMessage(OAUTH2_DEVICE_USER_CODE, state.message()))
                .createOAuth2DeviceVerifyUserCodePage();
    }

    /**
     * Returns the page that asks whether the user's device displays a given code (RFC 8628 §5.4).
     *
     * @param displayedCode the code in the format of {@link UserCode#display}
     */
    public Response confirm(String displayedCode) {
        return forms().setAttribute(USER_CODE, displayedCode).createForm("device-confirm.ftl");
    }

    /** Returns the page for a user who has approved a device. */
    public Response connected() {
        return forms().createForm("device-connected.ftl");
    }

    /** Returns the page for a user who has denied a device, or whose device does not display the code. */
    public Response declined() {
        return forms().createForm("device-declined.ftl");
    }

    /**
     * Returns the page that reports too many wrong codes.
     *
     * @param retryAfter seconds until another attempt is allowed
     * @return 429 with the page and a {@code Retry-After} header
     */
    public Response blocked(long retryAfter) {
        long minutes = TimeUnit.SECONDS.toMinutes(retryAfter + TimeUnit.MINUTES.toSeconds(1) - 1);
        return forms().setStatus(Response.Status.TOO_MANY_REQUESTS)
                .setResponseHeader(HttpHeaders.RETRY_AFTER, String.valueOf(retryAfter))
                .setAttribute("retryAfterMinutes", minutes)
                .createForm("device-blocked.ftl");
    }

    private LoginFormsProvider forms() {
        return session.getProvider(LoginFormsProvider.class).setExecution(USER_CODE_VERIFICATION.name());
    }

    private static String displayable(String typed) {
        String code = UserCode.normalise(typed);
        String text = UserCode.isWellFormed(code) ? UserCode.display(code) : typed;
        return text.substring(0, Math.min(MAX_DISPLAYED, text.length()));
    }
}

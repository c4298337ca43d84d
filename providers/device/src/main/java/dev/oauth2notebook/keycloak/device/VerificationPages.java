package dev.oauth2notebook.keycloak.device;

import static org.keycloak.protocol.oidc.grants.device.DeviceGrantType.OAUTH2_DEVICE_USER_CODE;
import static org.keycloak.sessions.CommonClientSessionModel.Action.USER_CODE_VERIFICATION;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.TimeUnit;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.utils.FormMessage;

/** The pages on the way to signing a device in. */
public final class VerificationPages {

    private static final String USER_CODE = "userCode";
    private static final int MAX_SHOWN = 32;

    private final KeycloakSession session;

    public VerificationPages(KeycloakSession session) {
        this.session = session;
    }

    /** Returns the empty form. */
    public Response form() {
        return forms().createOAuth2DeviceVerifyUserCodePage();
    }

    /**
     * Returns the form again, with what was typed and why it is refused.
     *
     * @param typed as it came
     * @param state of the code, not {@link UserCodeState#WAITING}
     */
    public Response refused(String typed, UserCodeState state) {
        return forms().setStatus(Response.Status.BAD_REQUEST)
                .setAttribute(USER_CODE, shown(typed))
                .addError(new FormMessage(OAUTH2_DEVICE_USER_CODE, state.message()))
                .createOAuth2DeviceVerifyUserCodePage();
    }

    /** Returns the question whether a code is the one on the person's device (RFC 8628 §5.4). */
    public Response confirm(String shownCode) {
        return forms().setAttribute(USER_CODE, shownCode).createForm("device-confirm.ftl");
    }

    /** Returns what to do about a code that is not that of the person's device. */
    public Response declined() {
        return forms().createForm("device-declined.ftl");
    }

    /**
     * Returns that there were too many wrong codes.
     *
     * @param retryAfter seconds until the next try
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

    private static String shown(String typed) {
        String code = UserCode.normalise(typed);
        String shown = UserCode.isWellFormed(code) ? UserCode.display(code) : typed;
        return shown.substring(0, Math.min(MAX_SHOWN, shown.length()));
    }
}

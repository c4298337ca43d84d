package dev.oauth2notebook.keycloak.device;

import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.NewCookie;
import java.util.regex.Pattern;
import org.keycloak.common.util.SecretGenerator;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.resources.RealmsResource;
import org.keycloak.utils.SecureContextResolver;

/**
 * A session cookie that identifies a browser by a random value. The value carries no information and is not stored on
 * the server.
 *
 * @see WrongCodeLimits
 */
final class BrowserCookie {

    static final String NAME = "DEVICE_BROWSER";

    private static final int LENGTH = 32;
    private static final Pattern FORMAT = Pattern.compile("[A-Za-z0-9]{" + LENGTH + "}");

    private BrowserCookie() {}

    /**
     * Returns the value that the browser has sent, or sets a cookie with a new value in the response.
     *
     * @param session session of the current request, with its realm set
     * @return 32 letters and digits
     */
    static String value(KeycloakSession session) {
        Cookie sent = session.getContext()
                .getHttpRequest()
                .getHttpHeaders()
                .getCookies()
                .get(NAME);
        if (sent != null && FORMAT.matcher(sent.getValue()).matches()) {
            return sent.getValue();
        }
        String value = SecretGenerator.getInstance().randomString(LENGTH);
        session.getContext().getHttpResponse().setCookieIfAbsent(cookie(session, value));
        return value;
    }

    private static NewCookie cookie(KeycloakSession session, String value) {
        KeycloakContext context = session.getContext();
        return new NewCookie.Builder(NAME)
                .value(value)
                .path(RealmsResource.realmBaseUrl(context.getUri())
                        .path("/")
                        .build(context.getRealm().getName())
                        .getRawPath())
                .secure(SecureContextResolver.isSecureContext(session))
                .httpOnly(true)
                .sameSite(NewCookie.SameSite.LAX)
                .build();
    }
}

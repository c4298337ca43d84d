package dev.oauth2notebook.keycloak.device;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HexFormat;
import java.util.List;
import org.keycloak.common.ClientConnection;
import org.keycloak.crypto.JavaAlgorithm;
import org.keycloak.jose.jws.crypto.HashUtils;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.SingleUseObjectProvider;

/**
 * The limits on wrong user codes that apply to a request: one for its browser session and one for its network, both
 * within its realm. The limit for a network is higher because many users may share it. The keys in the store are
 * hashes, so that they do not reveal addresses.
 */
public final class WrongCodeLimits {

    private static final String KEY = "wrong-user-codes.";

    private final List<WrongCodeLimit> limits;

    WrongCodeLimits(List<WrongCodeLimit> limits) {
        this.limits = limits;
    }

    /**
     * Returns the limits for the current request. Sets a cookie in the response if the browser has not sent one.
     *
     * @param session session of the current request, with its realm set
     * @param options options of the limits
     */
    public static WrongCodeLimits of(KeycloakSession session, WrongCodeOptions options) {
        KeycloakContext context = session.getContext();
        String realm = context.getRealm().getId();
        ClientConnection connection = context.getConnection();
        String network = Network.of(connection.getRemoteAddr(), connection.getRemoteHost());
        String browser = BrowserCookie.value(session);
        SingleUseObjectProvider store = session.singleUseObjects();
        return new WrongCodeLimits(List.of(
                new WrongCodeLimit(store, options, options.browserLimit(), key(realm, "browser", browser)),
                new WrongCodeLimit(store, options, options.networkLimit(), key(realm, "network", network))));
    }

    /**
     * Starts an attempt. If it is allowed, {@link #release()} or {@link #countWrong()} must follow.
     *
     * @return 0 if the code may be looked up, otherwise the seconds until another attempt is allowed
     */
    public long acquire() {
        for (int i = 0; i < limits.size(); i++) {
            if (!limits.get(i).acquire()) {
                limits.subList(0, i).forEach(WrongCodeLimit::release);
                return limits.get(i).retryAfter();
            }
        }
        return 0;
    }

    /** Ends an attempt without counting it. */
    public void release() {
        limits.forEach(WrongCodeLimit::release);
    }

    /** Ends an attempt and counts a wrong code against all limits. */
    public void countWrong() {
        limits.forEach(WrongCodeLimit::countWrong);
    }

    private static String key(String realm, String kind, String id) {
        byte[] text = String.join("\n", realm, kind, id).getBytes(UTF_8);
        return KEY + HexFormat.of().formatHex(HashUtils.hash(JavaAlgorithm.SHA256, text));
    }
}

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
 * The limits that a request comes under, in its realm: that of its browser session and that of its network, which is
 * higher because many people may share a network. The store sees hashes, so that no address can be read off its keys.
 */
public final class WrongCodeLimits {

    private static final String KEY = "wrong-user-codes.";

    private final List<WrongCodeLimit> limits;

    WrongCodeLimits(List<WrongCodeLimit> limits) {
        this.limits = limits;
    }

    /**
     * Finds the limits of the current request. A browser seen for the first time gets a cookie with the response.
     *
     * @param session of the request
     * @param options how many are too many
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

    /** Starts a try; returns 0 if the code may be looked up, else in how many seconds to try again. */
    public long begin() {
        for (int i = 0; i < limits.size(); i++) {
            if (!limits.get(i).begin()) {
                limits.subList(0, i).forEach(WrongCodeLimit::right);
                return limits.get(i).retryAfter();
            }
        }
        return 0;
    }

    /** Ends a try that does not count. */
    public void right() {
        limits.forEach(WrongCodeLimit::right);
    }

    /** Ends a try that counts. */
    public void wrong() {
        limits.forEach(WrongCodeLimit::wrong);
    }

    private static String key(String realm, String kind, String guesser) {
        byte[] text = String.join("\n", realm, kind, guesser).getBytes(UTF_8);
        return KEY + HexFormat.of().formatHex(HashUtils.hash(JavaAlgorithm.SHA256, text));
    }
}

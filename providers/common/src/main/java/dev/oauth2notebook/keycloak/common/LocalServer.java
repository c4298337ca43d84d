package dev.oauth2notebook.keycloak.common;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.inject.spi.CDI;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.ConfigProvider;
import org.keycloak.Config;

/**
 * Determines whether only users of this machine can reach the server. Pages may then show the shipped development
 * secrets.
 */
public final class LocalServer {

    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|.+\\.localhost|127(\\.\\d{1,3}){3}|\\[?::1]?", Pattern.CASE_INSENSITIVE);

    /** A proxy in front of the server may be public, even if the server itself listens on a loopback address. */
    private static final List<String> PROXY_HEADERS = List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host");

    private LocalServer() {}

    /**
     * Returns whether the server is local and the current request uses a loopback name. With other names, a page of
     * another site could read the response by DNS rebinding.
     *
     * @param local value of the option {@code local}
     */
    public static boolean isCalledLocally(boolean local) {
        HttpServerRequest request =
                CDI.current().select(RoutingContext.class).get().request();
        return local
                && request.authority() != null
                && isLoopback(request.authority().host())
                && PROXY_HEADERS.stream().noneMatch(request.headers()::contains);
    }

    /** Returns whether, according to Keycloak's options, only this machine can reach the server. */
    static boolean isConfigured() {
        return ConfigProvider.getConfig()
                        .getOptionalValue("quarkus.http.host", String.class)
                        .filter(LocalServer::isLoopback)
                        .isPresent()
                && !hasPublicHostname();
    }

    /** Returns whether the option {@code hostname} is set to a name other than a loopback name. */
    public static boolean hasPublicHostname() {
        String hostname = hostname();
        return hostname != null && !isLoopback(host(hostname));
    }

    /** Returns the option {@code hostname}, or {@code null} if it is not set. */
    public static String hostname() {
        return Config.scope("hostname", "v2").get("hostname");
    }

    static boolean isLoopback(String host) {
        return LOOPBACK.matcher(host).matches();
    }

    /** The option is either a host name or a URL. */
    private static String host(String hostname) {
        return hostname.contains("://")
                ? Optional.ofNullable(URI.create(hostname).getHost()).orElse(hostname)
                : hostname;
    }
}

package dev.oauth2notebook.keycloak.aliases;

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
 * Tells whether the server is for the person at this machine alone. Pages may then show what only that
 * person should see, such as the shipped development secrets.
 */
final class LocalServer {

    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|.+\\.localhost|127(\\.\\d{1,3}){3}|\\[?::1]?", Pattern.CASE_INSENSITIVE);

    /** A proxy before the server may serve anybody, whatever the server itself listens on. */
    private static final List<String> PROXY_HEADERS = List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host");

    private LocalServer() {}

    /**
     * Tells whether the current request was made to a local server under a loopback name. Any other name is refused, or
     * else a page of another site could read the answers after DNS rebinding.
     *
     * @param local the option {@code local}
     */
    static boolean isAsked(boolean local) {
        HttpServerRequest request =
                CDI.current().select(RoutingContext.class).get().request();
        return local
                && request.authority() != null
                && isLoopback(request.authority().host())
                && PROXY_HEADERS.stream().noneMatch(request.headers()::contains);
    }

    /** Returns whether Keycloak's options let only this machine reach the server, as far as they tell. */
    static boolean isConfigured() {
        return ConfigProvider.getConfig()
                        .getOptionalValue("quarkus.http.host", String.class)
                        .filter(LocalServer::isLoopback)
                        .isPresent()
                && !hasPublicHostname();
    }

    /** Returns whether the option {@code hostname} is set to anything but a loopback name. */
    static boolean hasPublicHostname() {
        String hostname = hostname();
        return hostname != null && !isLoopback(host(hostname));
    }

    /** Returns the option {@code hostname}, {@code null} if it is not set. */
    static String hostname() {
        return Config.scope("hostname", "v2").get("hostname");
    }

    static boolean isLoopback(String host) {
        return LOOPBACK.matcher(host).matches();
    }

    /** Keycloak takes a bare host name or a full URL. */
    private static String host(String hostname) {
        return hostname.contains("://")
                ? Optional.ofNullable(URI.create(hostname).getHost()).orElse(hostname)
                : hostname;
    }
}

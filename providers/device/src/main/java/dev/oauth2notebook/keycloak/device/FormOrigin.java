package dev.oauth2notebook.keycloak.device;

import java.net.URI;

/**
 * Where a form was posted from. A browser says so itself, in Fetch Metadata where it trusts the connection, else in
 * {@code Origin}. Programs that are no browsers say nothing, and cannot be made to post by a foreign page either.
 */
public final class FormOrigin {

    /** Says how the page that posted is related to the server (Fetch Metadata). */
    public static final String FETCH_SITE = "Sec-Fetch-Site";

    /** Says whose page posted (RFC 6454 §7). */
    public static final String ORIGIN = "Origin";

    private FormOrigin() {}

    /**
     * Returns whether a form came from a page that is not of this server. A page cannot change what a browser says.
     *
     * @param site value of {@link #FETCH_SITE}, or {@code null}
     * @param origin value of {@link #ORIGIN}, or {@code null}; the word {@code null} is a page that hides where it is from
     * @param own URL of the server as browsers see it
     */
    public static boolean isForeign(String site, String origin, URI own) {
        return site != null ? !site.equals("same-origin") : origin != null && !origin.equals(origin(own));
    }

    /** RFC 6454 §6.2: no default port, no trailing slash. */
    private static String origin(URI url) {
        int defaultPort = "https".equals(url.getScheme()) ? 443 : 80;
        String port = url.getPort() == -1 || url.getPort() == defaultPort ? "" : ":" + url.getPort();
        return url.getScheme() + "://" + url.getHost() + port;
    }
}

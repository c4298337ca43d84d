package dev.oauth2notebook.keycloak.common;

import java.net.URI;

/**
 * Determines whether a form was submitted from a page of this server. Browsers say so in a Fetch Metadata header, which
 * they send only on trustworthy connections, or in the {@code Origin} header. Other programs send neither, and another
 * site cannot make them submit a form.
 */
public final class FormOrigin {

    /** Header with the relationship between the submitting page and the server (Fetch Metadata). */
    public static final String FETCH_SITE = "Sec-Fetch-Site";

    /** Header with the origin of the submitting page (RFC 6454 §7). */
    public static final String ORIGIN = "Origin";

    private FormOrigin() {}

    /**
     * Returns whether a form was submitted from another site. Pages cannot change these headers.
     *
     * @param site value of {@link #FETCH_SITE}, or {@code null} if it is absent
     * @param origin value of {@link #ORIGIN}, or {@code null} if it is absent; the string {@code "null"} means that the
     *     browser does not disclose the origin
     * @param own URL of the server as seen by browsers
     */
    public static boolean isOtherSite(String site, String origin, URI own) {
        return site != null ? !site.equals("same-origin") : origin != null && !origin.equals(origin(own));
    }

    /** RFC 6454 §6.2: no default port, no trailing slash. */
    private static String origin(URI url) {
        int defaultPort = "https".equals(url.getScheme()) ? 443 : 80;
        String port = url.getPort() == -1 || url.getPort() == defaultPort ? "" : ":" + url.getPort();
        return url.getScheme() + "://" + url.getHost() + port;
    }
}

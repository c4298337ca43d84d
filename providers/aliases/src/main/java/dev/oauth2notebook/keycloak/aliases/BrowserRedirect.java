package dev.oauth2notebook.keycloak.aliases;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;

/**
 * Redirects a browser to one of Keycloak's pages. Keycloak's cookies have the path {@code /realms/{realm}/}, so a page
 * served at an alias would not receive the single sign-on session.
 *
 * @see AliasTargets
 */
public class BrowserRedirect {

    private final String location;

    /**
     * @param page URL of the page, without a query
     * @param rawQuery encoded query, which is appended unchanged, or {@code null}
     */
    BrowserRedirect(URI page, String rawQuery) {
        this.location = rawQuery == null ? page.toString() : page + "?" + rawQuery;
    }

    /**
     * Redirects a GET request.
     *
     * @return 302
     */
    @GET
    public Response get() {
        return redirect(Response.Status.FOUND);
    }

    /**
     * Redirects a POST request so that the browser submits the same form again (RFC 9110 §15.4.8).
     *
     * @return 307
     */
    @POST
    public Response post() {
        return redirect(Response.Status.TEMPORARY_REDIRECT);
    }

    private Response redirect(Response.Status status) {
        return Response.status(status)
                .header(HttpHeaders.LOCATION, location)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}

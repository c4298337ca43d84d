package dev.oauth2notebook.keycloak.explorer.web;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** The response to somebody who may not see recorded requests. */
final class AccessRefusal extends WebApplicationException {

    private static final long serialVersionUID = 1;

    private AccessRefusal(Response.Status status, ObjectNode body) {
        super(Response.status(status)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(body)
                .build());
    }

    /** The request does not come from this machine, or comes from a page of another site. */
    static AccessRefusal forbidden(String description) {
        return new AccessRefusal(Response.Status.FORBIDDEN, error("access_denied", description));
    }

    /**
     * Nobody is signed in.
     *
     * @param login URL of a page where users sign in
     */
    static AccessRefusal unauthorized(String login) {
        return new AccessRefusal(
                Response.Status.UNAUTHORIZED,
                error("login_required", "Sign in, because the explorer shows users their own requests.")
                        .put("login", login));
    }

    /** There are too many watchers. */
    static AccessRefusal busy() {
        return new AccessRefusal(
                Response.Status.SERVICE_UNAVAILABLE,
                error("temporarily_unavailable", "Too many people are watching this server at the moment."));
    }

    private static ObjectNode error(String code, String description) {
        return JsonNodeFactory.instance.objectNode().put("error", code).put("error_description", description);
    }
}

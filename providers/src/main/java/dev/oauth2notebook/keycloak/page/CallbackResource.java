package dev.oauth2notebook.keycloak.page;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.keycloak.models.KeycloakSession;

/** Shows a person what an authorization response (RFC 6749 §4.1.2, RFC 9207) brought, for copying into a client. */
public class CallbackResource {

    /** Whatever else came is not repeated: it is no part of a response, and might be a lie or a token. */
    static final List<String> SHOWN =
            List.of("code", "error", "error_description", "error_uri", "state", "iss", "session_state");

    private final KeycloakSession session;

    /** @param session of the current request */
    public CallbackResource(KeycloakSession session) {
        this.session = session;
    }

    /**
     * Returns the page. Nothing of the query is interpreted, stored or logged.
     *
     * @return 200 with HTML
     */
    @GET
    @Produces(MediaType.TEXT_HTML)
    public Response page() {
        return Page.render(
                session,
                "callback.ftl",
                Map.of(
                        "response",
                        parameters(),
                        "codeLifespan",
                        session.getContext().getRealm().getAccessCodeLifespan()));
    }

    private Map<String, String> parameters() {
        MultivaluedMap<String, String> query = session.getContext().getUri().getQueryParameters();
        Map<String, String> shown = new LinkedHashMap<>();
        for (String name : SHOWN) {
            String value = query.getFirst(name);
            if (value != null) {
                shown.put(name, value);
            }
        }
        return shown;
    }
}

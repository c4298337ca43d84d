package dev.oauth2notebook.keycloak.endpoint;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.keycloak.OAuthErrorException;
import org.keycloak.representations.idm.OAuth2ErrorRepresentation;
import org.keycloak.utils.MediaTypeMatcher;

/**
 * 405 with the methods that the resource takes (RFC 9110 §15.5.6). It brings its own body, because Keycloak's error
 * handler would call it an internal error.
 */
final class MethodNotAllowed extends WebApplicationException {

    private static final long serialVersionUID = 1;

    private MethodNotAllowed(Response response) {
        super(response);
    }

    /**
     * Makes the answer to a request with a wrong method.
     *
     * @param alias that was called
     * @param headers of the request, which say whether a browser made it
     * @return plain text for a browser, else JSON as an OAuth 2.0 error
     */
    static MethodNotAllowed at(Alias alias, HttpHeaders headers) {
        String description =
                "/" + alias.path() + " takes the methods " + String.join(", ", alias.requestMethods()) + " only.";
        Response.ResponseBuilder response = Response.status(Response.Status.METHOD_NOT_ALLOWED)
                .header(HttpHeaders.ALLOW, String.join(", ", alias.methods()))
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
        if (MediaTypeMatcher.isHtmlRequest(headers)) {
            response.type(MediaType.TEXT_PLAIN_TYPE.withCharset("UTF-8")).entity("Method not allowed. " + description);
        } else {
            response.type(MediaType.APPLICATION_JSON_TYPE)
                    .entity(new OAuth2ErrorRepresentation(OAuthErrorException.INVALID_REQUEST, description));
        }
        return new MethodNotAllowed(response.build());
    }
}

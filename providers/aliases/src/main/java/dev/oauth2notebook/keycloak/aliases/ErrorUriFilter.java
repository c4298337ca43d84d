package dev.oauth2notebook.keycloak.aliases;

import dev.oauth2notebook.keycloak.common.EndpointOptions;
import dev.oauth2notebook.keycloak.common.FailedRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.keycloak.OAuth2Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.representations.idm.OAuth2ErrorRepresentation;

/**
 * Adds {@code error_uri} (RFC 6749 §5.2), the URL of a page that explains the error, to the errors of all aliases in
 * realms with pages.
 *
 * @see dev.oauth2notebook.keycloak.common.EndpointPages#errorTopic
 */
@Provider
public final class ErrorUriFilter implements ContainerResponseFilter {

    private static final String ERROR_URI = "error_uri";

    private static final int FIRST_ERROR = 400;

    @Context
    KeycloakSession session;

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getStatus() < FIRST_ERROR || session.getContext().getRealm() == null) {
            return;
        }
        Map<String, Object> error = members(response.getEntity());
        Mount mount = Mount.current();
        if (error.get(OAuth2Constants.ERROR) instanceof String code && mount.isCalled()) {
            errorUri(mount, request, code, error).ifPresent(uri -> {
                error.put(ERROR_URI, uri);
                response.setEntity(error, response.getEntityAnnotations(), MediaType.APPLICATION_JSON_TYPE);
            });
        }
    }

    /** Returns a copy of the members of a JSON error response; empty if the response is something else. */
    private static Map<String, Object> members(Object entity) {
        Map<String, Object> members = new LinkedHashMap<>();
        if (entity instanceof OAuth2ErrorRepresentation error) {
            members.put(OAuth2Constants.ERROR, error.getError());
            if (error.getErrorDescription() != null) {
                members.put(OAuth2Constants.ERROR_DESCRIPTION, error.getErrorDescription());
            }
        } else if (entity instanceof Map<?, ?> map) {
            map.forEach((name, value) -> members.put(name.toString(), value));
        }
        return members;
    }

    private Optional<String> errorUri(
            Mount mount, ContainerRequestContext request, String code, Map<String, Object> error) {
        FailedRequest failed = new FailedRequest(
                Alias.find(mount.path()).map(Alias::name).orElse(""),
                code,
                error.getOrDefault(OAuth2Constants.ERROR_DESCRIPTION, "").toString(),
                contentType(request),
                contentType(request).equals(MediaType.APPLICATION_FORM_URLENCODED)
                        ? session.getContext().getHttpRequest().getDecodedFormParameters()
                        : Map.of());
        return new AliasTargets(session, mount, EndpointOptions.read())
                .pages()
                .flatMap(pages -> pages.errorTopic(failed))
                .map(topic -> mount.url(session.getContext(), Alias.ERROR).replace("{id}", topic));
    }

    /** Unlike {@code getMediaType}, accepts a malformed header. */
    private static String contentType(ContainerRequestContext request) {
        String header = Objects.requireNonNullElse(request.getHeaderString(HttpHeaders.CONTENT_TYPE), "");
        return header.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }
}

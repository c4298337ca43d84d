package dev.oauth2notebook.keycloak.aliases;

import dev.oauth2notebook.keycloak.common.BasePath;
import dev.oauth2notebook.keycloak.common.EndpointOptions;
import dev.oauth2notebook.keycloak.common.EndpointPages;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.Optional;
import java.util.regex.Pattern;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.representations.idm.OAuth2ErrorRepresentation;
import org.keycloak.services.error.KeycloakErrorHandler;
import org.keycloak.utils.MediaTypeMatcher;

/**
 * Handles requests for unknown paths at the server root or below a mount: browsers get a page in the realm's theme that
 * suggests the alias that was probably meant, other clients get the suggestion as JSON. Keycloak's own response is used
 * for all other paths, for browsers if the realm has no pages, and at the root of servers without a root realm.
 *
 * @see Alias#similarTo
 */
@Provider
public final class NotFoundMapper implements ExceptionMapper<NotFoundException> {

    /** Longer paths are not compared: they are not typos, and the comparison would take long. */
    private static final int MAX_LENGTH = 100;

    private static final Pattern KEYCLOAK_PATHS = Pattern.compile("(realms|admin|resources|js)(/.*)?");

    @Context
    KeycloakSession session;

    @Override
    public Response toResponse(NotFoundException failure) {
        EndpointOptions options = EndpointOptions.read(); // JAX-RS creates the mapper before the options are known
        Mount mount = Mount.current();
        if (mount.isCalled() && session.getContext().getRealm() != null) {
            return response(new AliasTargets(session, mount, options), mount, mount.path(), failure);
        }
        String path = CDI.current().select(RoutingContext.class).get().request().path();
        RealmModel realm = isBelowRoot(path, options) ? session.realms().getRealmByName(options.rootRealm()) : null;
        if (realm == null) {
            return KeycloakErrorHandler.getResponse(session, failure);
        }
        session.getContext().setRealm(realm);
        Mount root = Mount.root();
        return response(
                new AliasTargets(session, root, options),
                root,
                path.substring(BasePath.read().length()),
                failure);
    }

    private static boolean isBelowRoot(String path, EndpointOptions options) {
        String base = BasePath.read();
        return options.hasRootRealm()
                && path.startsWith(base)
                && !KEYCLOAK_PATHS.matcher(path.substring(base.length())).matches();
    }

    private Response response(AliasTargets targets, Mount mount, String path, NotFoundException failure) {
        Optional<Alias> meant = path.length() > MAX_LENGTH
                ? Optional.empty()
                : Alias.similarTo(path).filter(targets::has);
        boolean browser = MediaTypeMatcher.isHtmlRequest(
                session.getContext().getHttpRequest().getHttpHeaders());
        Optional<EndpointPages> pages = targets.pages();
        if (browser && pages.isPresent()) {
            return pages.get().notFound(path, meant.map(alias -> mount.listed(session.getContext(), alias)));
        }
        return meant.filter(alias -> !browser)
                .map(alias -> Response.status(Response.Status.NOT_FOUND)
                        .type(MediaType.APPLICATION_JSON_TYPE)
                        .entity(new OAuth2ErrorRepresentation(
                                "not_found", "There is no such path. Did you mean /" + alias.path() + "?"))
                        .build())
                .orElseGet(() -> KeycloakErrorHandler.getResponse(session, failure));
    }
}

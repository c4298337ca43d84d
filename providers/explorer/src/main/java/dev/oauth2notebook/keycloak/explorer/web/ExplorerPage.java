package dev.oauth2notebook.keycloak.explorer.web;

import dev.oauth2notebook.keycloak.common.EndpointOptions;
import dev.oauth2notebook.keycloak.common.LiveExplorer;
import dev.oauth2notebook.keycloak.explorer.options.Mode;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import java.net.URI;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.Urls;
import org.keycloak.urls.UrlType;

/** The page of the explorer, in the login theme of the realm. */
final class ExplorerPage {

    private final KeycloakSession session;
    private final Mode mode;

    ExplorerPage(KeycloakSession session, Mode mode) {
        this.session = session;
        this.mode = mode;
    }

    /**
     * Renders the page.
     *
     * @return 200 with HTML; 302 to the path of the realm if users have to be signed in, because browsers do not send
     *     Keycloak's cookies to the server root
     */
    Response render() {
        URI called = session.getContext().getHttpRequest().getUri().getRequestUri();
        URI realm = Urls.realmBase(session.getContext().getUri(UrlType.FRONTEND).getBaseUri())
                .path("{realm}")
                .build(session.getContext().getRealm().getName());
        if (mode == Mode.OWN && !isBelow(realm, called)) {
            return Response.status(Response.Status.FOUND)
                    .location(UriBuilder.fromUri(realm)
                            .path(EndpointOptions.PROVIDER)
                            .path(LiveExplorer.ID)
                            .build())
                    .header(HttpHeaders.CACHE_CONTROL, "no-store")
                    .build();
        }
        LoginFormsProvider forms = session.getProvider(LoginFormsProvider.class);
        // Read by the module `pages`: the URL to which the links of the language menu lead.
        forms.setAttribute(
                "languageLinks",
                UriBuilder.fromUri(called).scheme(null).host(null).port(-1).build());
        return Response.fromResponse(forms.createForm("explorer.ftl"))
                .header(HttpHeaders.CACHE_CONTROL, null)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    /** Compares the ends of the paths, because a proxy may have removed the beginning. */
    private static boolean isBelow(URI realm, URI called) {
        String path = realm.getPath().substring(realm.getPath().indexOf("/realms/"));
        return called.getPath().contains(path + "/");
    }
}

package dev.oauth2notebook.keycloak.pages;

import dev.oauth2notebook.keycloak.common.EndpointPages.StartPage;
import dev.oauth2notebook.keycloak.common.ListedEndpoint;
import dev.oauth2notebook.keycloak.common.ShownInServerInfo;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.Urls;
import org.keycloak.services.resources.admin.AdminRoot;
import org.keycloak.urls.UrlType;

/**
 * The start page: the endpoints, the flows, the clients and the environment file for a notebook. Contains only public
 * information, except for development secrets on a local server.
 *
 * @see NotebookEnvironment
 */
public class StartResource implements StartPage {

    private final KeycloakSession session;
    private final List<ListedEndpoint> endpoints;
    private final String serverUrl;
    private final boolean local;

    /**
     * @param session session of the current request, with its realm set
     * @param endpoints endpoints to list, in this order
     * @param serverUrl base URL of the endpoints, without a trailing slash
     * @param local whether only users of this machine can see the page
     */
    StartResource(KeycloakSession session, List<ListedEndpoint> endpoints, String serverUrl, boolean local) {
        this.session = session;
        this.endpoints = endpoints;
        this.serverUrl = serverUrl;
        this.local = local;
    }

    /**
     * Returns the page.
     *
     * @return 200 with HTML
     */
    @Override
    @GET
    @Produces(MediaType.TEXT_HTML)
    public Response page() {
        List<ListedClient> clients = ListedClient.of(realm());
        return Page.render(
                session,
                "start.ftl",
                Map.of(
                        "version", ShownInServerInfo.version(),
                        "serverUrl", serverUrl,
                        "endpoints", endpoints,
                        "clients", clients,
                        "environment", NotebookEnvironment.of(serverUrl, realm(), clients, local),
                        "httpsMissing", isHttpsMissing(),
                        "accountConsole", accountConsole(),
                        "adminConsole", adminConsole()));
    }

    private boolean isHttpsMissing() {
        KeycloakContext context = session.getContext();
        return !"https".equals(context.getUri().getBaseUri().getScheme())
                && realm().getSslRequired().isRequired(context.getConnection());
    }

    private String accountConsole() {
        URI frontend = session.getContext().getUri(UrlType.FRONTEND).getBaseUri();
        return Urls.accountBase(frontend).build(realm().getName()).toString();
    }

    private String adminConsole() {
        var admin = session.getContext().getUri(UrlType.ADMIN).getBaseUriBuilder();
        return AdminRoot.adminConsoleUrl(admin)
                .path("/")
                .build(realm().getName())
                .toString();
    }

    private RealmModel realm() {
        return session.getContext().getRealm();
    }
}

package dev.oauth2notebook.keycloak.pages;

import dev.oauth2notebook.keycloak.common.EndpointPages.StartPage;
import dev.oauth2notebook.keycloak.common.ShownInServerInfo;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keycloak.Config;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.Urls;
import org.keycloak.services.resources.admin.AdminRoot;
import org.keycloak.urls.UrlType;

/**
 * The start page: what to try first, the environment file for a notebook, the flows, the endpoints and the clients.
 * Contains only public information, except for development secrets and users on a local server.
 *
 * @see NotebookEnvironment
 */
public class StartResource implements StartPage {

    /** Realm attribute with the URL of the documentation. */
    static final String DOCUMENTATION = "start-page.documentation";

    private final KeycloakSession session;
    private final Endpoints endpoints;
    private final String serverUrl;
    private final boolean local;

    /**
     * @param session session of the current request, with its realm set
     * @param endpoints endpoints to list, in this order
     * @param serverUrl base URL of the endpoints, without a trailing slash
     * @param local whether only users of this machine can see the page
     */
    StartResource(KeycloakSession session, Endpoints endpoints, String serverUrl, boolean local) {
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
        Map<String, Object> attributes = new HashMap<>();
        attributes.put("version", ShownInServerInfo.version());
        attributes.put("serverUrl", serverUrl);
        attributes.put("endpoints", endpoints.all());
        attributes.put("clients", clients);
        attributes.put("environment", NotebookEnvironment.of(serverUrl, realm(), clients, local));
        attributes.put("httpsMissing", isHttpsMissing());
        attributes.put("accountConsole", accountConsole());
        attributes.put("adminConsole", adminConsole());
        attributes.put("users", local ? DevelopmentUsers.of(session) : List.of());
        documentation().ifPresent(url -> attributes.put("documentation", url));
        addActions(attributes);
        return Page.render(session, "start.ftl", attributes);
    }

    private void addActions(Map<String, Object> attributes) {
        ExampleCommand example = new ExampleCommand(realm(), local);
        SampleRequest.of(session, endpoints).ifPresent(request -> attributes.put("sampleRequest", request));
        endpoints
                .find(Endpoints.AUTHORIZATION)
                .ifPresent(endpoint -> attributes.put("authorizationEndpoint", endpoint.url()));
        endpoints
                .find(Endpoints.DEVICE_AUTHORIZATION)
                .flatMap(example::forEndpoint)
                .ifPresent(command -> attributes.put("deviceCommand", command));
        example.callApi(endpoints).ifPresent(command -> attributes.put("apiCommand", command));
    }

    /** Returns the realm attribute if it is a link to a web page. */
    private Optional<String> documentation() {
        return Optional.ofNullable(realm().getAttribute(DOCUMENTATION)).filter(url -> url.matches("https?://.*"));
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

    /** The console of the administrators in the realm {@code master}, with this realm open: other realms have none. */
    private String adminConsole() {
        var admin = session.getContext().getUri(UrlType.ADMIN).getBaseUriBuilder();
        return AdminRoot.adminConsoleUrl(admin)
                .path("/")
                .fragment("/{shown}")
                .build(Config.getAdminRealm(), realm().getName())
                .toString();
    }

    private RealmModel realm() {
        return session.getContext().getRealm();
    }
}

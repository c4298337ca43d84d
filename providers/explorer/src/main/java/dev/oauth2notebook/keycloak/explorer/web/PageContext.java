package dev.oauth2notebook.keycloak.explorer.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.oauth2notebook.keycloak.common.DevelopmentSecret;
import dev.oauth2notebook.keycloak.common.EndpointPages;
import dev.oauth2notebook.keycloak.explorer.options.ExplorerOptions;
import dev.oauth2notebook.keycloak.explorer.options.Mode;
import dev.oauth2notebook.keycloak.explorer.recording.Viewer;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.services.Urls;
import org.keycloak.urls.UrlType;

/** What the page needs to know about the server, as JSON. */
final class PageContext {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final KeycloakSession session;
    private final RealmModel realm;
    private final Mode mode;

    PageContext(KeycloakSession session, Mode mode) {
        this.session = session;
        this.realm = session.getContext().getRealm();
        this.mode = mode;
    }

    /**
     * Returns the context.
     *
     * @param paths URLs of the endpoints
     * @param viewer who has requested it
     * @param options limits of the recorder
     */
    ObjectNode toJson(EndpointUrls paths, Viewer viewer, ExplorerOptions options) {
        ObjectNode json = NODES.objectNode();
        json.put("mode", mode.optionValue());
        json.put("realm", realm.getName());
        json.put("base", paths.base());
        json.put("realmUrl", issuer());
        json.put("issuer", issuer());
        json.put("codeLifespan", realm.getAccessCodeLifespan());
        ObjectNode endpoints = json.putObject("endpoints");
        paths.all().forEach(endpoints::put);
        json.set("clients", clients());
        ArrayNode users = json.putArray("users");
        if (mode == Mode.LOCAL) {
            pages().map(EndpointPages::developmentUsers).orElse(List.of()).forEach(users::add);
        }
        json.putObject("limits")
                .put("requests", options.maxRequests())
                .put("bytes", options.maxBytes())
                .put("minutes", options.maxMinutes());
        json.set("user", user(viewer));
        json.put("locale", session.getContext().resolveLocale(null).toLanguageTag());
        return json;
    }

    private ArrayNode clients() {
        ArrayNode clients = NODES.arrayNode();
        pages().map(EndpointPages::listedClients).orElse(List.of()).stream()
                .map(realm::getClientByClientId)
                .filter(client -> client != null && client.isEnabled())
                .forEach(client -> clients.add(client(client)));
        return clients;
    }

    private ObjectNode client(ClientModel client) {
        ObjectNode json = NODES.objectNode();
        json.put("clientId", client.getClientId());
        json.put("public", client.isPublicClient());
        if (mode == Mode.LOCAL && DevelopmentSecret.isSecretOf(client)) {
            json.put("secret", client.getSecret());
        }
        ArrayNode redirectUris = json.putArray("redirectUris");
        new TreeSet<>(client.getRedirectUris()).forEach(redirectUris::add);
        return json;
    }

    private ObjectNode user(Viewer viewer) {
        UserModel user = viewer.user() == null ? null : session.users().getUserById(realm, viewer.user());
        return user == null ? null : NODES.objectNode().put("name", user.getUsername());
    }

    private Optional<EndpointPages> pages() {
        return Optional.ofNullable(session.getProvider(EndpointPages.class));
    }

    private String issuer() {
        URI frontend = session.getContext().getUri(UrlType.FRONTEND).getBaseUri();
        return Urls.realmIssuer(frontend, realm.getName());
    }
}

package dev.oauth2notebook.keycloak.pages;

import dev.oauth2notebook.keycloak.common.DevelopmentSecret;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.keycloak.models.ClientModel;
import org.keycloak.models.RealmModel;

/**
 * The environment file ({@code .env}) with which a notebook uses this server.
 *
 * @param text lines of the form {@code NAME=value}, after a comment that lists missing values, if any
 * @param complete whether no values are missing
 * @see StartResource
 */
public record NotebookEnvironment(String text, boolean complete) {

    /**
     * Creates the file for the given clients.
     *
     * @param serverUrl base URL of the endpoints, without a trailing slash
     * @param realm realm of the clients
     * @param clients clients to include
     * @param local whether only users of this machine can see the file, which may then contain development secrets
     */
    static NotebookEnvironment of(String serverUrl, RealmModel realm, List<ListedClient> clients, boolean local) {
        List<String> lines = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        URI server = URI.create(serverUrl);
        lines.add("OAUTH2_SERVER_URL=" + serverUrl);
        lines.add("OAUTH2_SERVER_HOST=" + server.getHost());
        lines.add("OAUTH2_SERVER_PORT=" + port(server));
        clients.stream()
                .filter(ListedClient::signsUsersIn)
                .findFirst()
                .ifPresent(client -> lines.add("DEFAULT_SCOPES=" + String.join(",", client.defaultScopes())));
        for (ListedClient client : clients) {
            lines.add(client.variables() + "_CLIENT_ID=" + client.id());
            String secret = client.variables() + "_CLIENT_SECRET=";
            ClientModel model = realm.getClientByClientId(client.id());
            if (!client.confidential()) {
                lines.add(secret);
            } else if (local && DevelopmentSecret.isSecretOf(model)) {
                lines.add(secret + model.getSecret());
            } else {
                lines.add(secret);
                missing.add(client.variables() + "_CLIENT_SECRET");
            }
            client.redirectPage().ifPresent(page -> lines.add(client.variables() + "_REDIRECT_URI=" + page));
        }
        if (!missing.isEmpty()) {
            lines.add(0, "# Fill in: " + String.join(", ", missing));
        }
        return new NotebookEnvironment(String.join("\n", lines) + "\n", missing.isEmpty());
    }

    private static int port(URI server) {
        return server.getPort() >= 0 ? server.getPort() : server.getScheme().equals("https") ? 443 : 80;
    }
}

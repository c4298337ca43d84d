package dev.oauth2notebook.keycloak.pages;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keycloak.OAuth2Constants;

/**
 * The scopes of an authorization request that was rejected with {@code invalid_scope}, compared with those of the clients
 * on the start page.
 *
 * @param sent the requested scopes
 * @param clients the clients that sign users in
 * @param correction the parameter {@code scope} as it was probably meant
 * @see CallbackResource
 */
public record ScopeMistake(String sent, List<ListedClient> clients, String correction) {

    /** Keycloak's {@code error_description} consists of this and the requested scopes. */
    private static final String DESCRIPTION = "Invalid scopes: ";

    /**
     * Reads the scopes from the description of the error.
     *
     * @param description value of {@code error_description}
     * @param listed the clients on the start page
     * @return empty if the description does not contain the scopes
     */
    static Optional<ScopeMistake> of(String description, List<ListedClient> listed) {
        if (!description.startsWith(DESCRIPTION)) {
            return Optional.empty();
        }
        String sent = description.substring(DESCRIPTION.length());
        List<ListedClient> clients =
                listed.stream().filter(ListedClient::signsUsersIn).toList();
        Collection<String> known = clients.stream()
                .flatMap(client -> Stream.concat(Stream.of(OAuth2Constants.SCOPE_OPENID), client.scopes().stream()))
                .collect(Collectors.toCollection(TreeSet::new));
        String correction = Arrays.stream(sent.split("[\\s,]+"))
                .flatMap(scope -> known.contains(scope) ? Stream.of(scope) : Similarity.closest(scope, known).stream())
                .distinct()
                .collect(Collectors.joining(" ", OAuth2Constants.SCOPE + "=", ""));
        return Optional.of(new ScopeMistake(sent, clients, correction));
    }
}

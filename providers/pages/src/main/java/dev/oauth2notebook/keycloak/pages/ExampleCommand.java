package dev.oauth2notebook.keycloak.pages;

import static org.keycloak.OAuth2Constants.CLIENT_CREDENTIALS;
import static org.keycloak.OAuth2Constants.DEVICE_CODE_GRANT_TYPE;

import dev.oauth2notebook.keycloak.common.DevelopmentSecret;
import dev.oauth2notebook.keycloak.common.ListedEndpoint;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keycloak.models.ClientModel;
import org.keycloak.models.RealmModel;

/**
 * A curl command that calls an endpoint as one of the clients on the start page. The user must replace the words in
 * capitals: a token, and a secret that the page may not show.
 *
 * @see EndpointPage
 */
final class ExampleCommand {

    /** The example of RFC 7636, appendix B. */
    private static final String CODE_CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    /** Arguments that need no quotes in a shell. */
    private static final Pattern PLAIN = Pattern.compile("[\\w:/.@%+=,-]+");

    /** Reads the access token from a token response, with a tool that every system with a shell has. */
    private static final String ACCESS_TOKEN_FILTER = "sed 's/.*\"access_token\":\"\\([^\"]*\\).*/\\1/'";

    private final RealmModel realm;
    private final List<ListedClient> clients;
    private final boolean local;

    /**
     * @param realm realm of the clients
     * @param local whether only users of this machine can see the command, which may then contain a development secret
     */
    ExampleCommand(RealmModel realm, boolean local) {
        this.realm = realm;
        this.clients = ListedClient.of(realm);
        this.local = local;
    }

    /**
     * Returns the command for an endpoint.
     *
     * @param endpoint endpoint to call
     * @return one line for a shell; empty if there is no example, or no listed client can use the endpoint
     */
    Optional<String> forEndpoint(ListedEndpoint endpoint) {
        return arguments(endpoint.name()).map(arguments -> curl(endpoint, arguments));
    }

    /**
     * Returns commands that get an access token with client credentials and call the API with it.
     *
     * @param endpoints endpoints of the mount
     * @return two lines for a POSIX shell; empty if the realm has no API, or no listed client can get a token
     */
    Optional<String> callApi(Endpoints endpoints) {
        Optional<ListedEndpoint> token = endpoints.find(Endpoints.TOKEN);
        Optional<ListedEndpoint> api = endpoints.find(Endpoints.API_TEST);
        return token.isEmpty() || api.isEmpty()
                ? Optional.empty()
                : first(ExampleCommand::hasServiceAccount)
                        .map(client -> curl(
                                token.get(),
                                List.of("--silent", "--user", user(client), "--data", "grant_type=client_credentials")))
                        .map(request -> "token=$(" + request + " | " + ACCESS_TOKEN_FILTER + ")\ncurl --header "
                                + "\"Authorization: Bearer $token\" "
                                + quoted(api.get().url()));
    }

    /**
     * Returns the command that redeems a code (RFC 6749 §4.1.3). It contains the word {@code CODE_VERIFIER}, because only
     * the browser knows the code verifier.
     *
     * @param request the request whose response contains the code
     * @param code the code
     * @param endpoints endpoints of the mount
     * @return one line for a shell
     */
    Optional<String> redeem(SampleRequest request, String code, Endpoints endpoints) {
        Stream<String> client = request.client().confidential()
                ? Stream.of("--user", user(request.client()))
                : Stream.of("--data", "client_id=" + request.client().id());
        Stream<String> grant = Stream.of(
                "--data",
                "grant_type=authorization_code",
                "--data",
                "code=" + code,
                "--data",
                "redirect_uri=" + request.redirectUri(),
                "--data",
                "code_verifier=CODE_VERIFIER");
        return endpoints
                .find(Endpoints.TOKEN)
                .map(token -> curl(token, Stream.concat(client, grant).toList()));
    }

    private static String curl(ListedEndpoint endpoint, List<String> arguments) {
        return Stream.of(Stream.of("curl"), arguments.stream(), Stream.of(endpoint.url()))
                .flatMap(part -> part)
                .map(ExampleCommand::quoted)
                .collect(Collectors.joining(" "));
    }

    private Optional<List<String>> arguments(String endpoint) {
        return switch (endpoint) {
            case Endpoints.TOKEN ->
                first(ExampleCommand::hasServiceAccount)
                        .map(client -> List.of("--user", user(client), "--data", "grant_type=client_credentials"));
            case "INTROSPECTION", "REVOCATION" ->
                first(ExampleCommand::hasServiceAccount)
                        .map(client -> List.of("--user", user(client), "--data", "token=ACCESS_TOKEN"));
            case "USERINFO" -> Optional.of(List.of("--header", "Authorization: Bearer ACCESS_TOKEN"));
            case Endpoints.DEVICE_AUTHORIZATION ->
                first(client -> client.grants().contains(DEVICE_CODE_GRANT_TYPE) && !client.confidential())
                        .map(client -> List.of("--data", "client_id=" + client.id()));
            case "PUSHED_AUTHORIZATION" ->
                first(client -> client.signsUsersIn()
                                && client.confidential()
                                && client.redirectPage().isPresent())
                        .map(client -> List.of(
                                "--user",
                                user(client),
                                "--data",
                                "response_type=code",
                                "--data",
                                "redirect_uri=" + client.redirectPage().orElseThrow(),
                                "--data",
                                "scope=openid",
                                "--data",
                                "code_challenge_method=S256",
                                "--data",
                                "code_challenge=" + CODE_CHALLENGE));
            case "REGISTRATION" ->
                Optional.of(List.of(
                        "--header",
                        "Content-Type: application/json",
                        "--data",
                        "{\"redirect_uris\": [\"https://client.example.org/callback\"]}"));
            default -> Optional.empty();
        };
    }

    private static boolean hasServiceAccount(ListedClient client) {
        return client.confidential() && client.grants().contains(CLIENT_CREDENTIALS);
    }

    private Optional<ListedClient> first(Predicate<ListedClient> wanted) {
        return clients.stream().filter(wanted).findFirst();
    }

    private String user(ListedClient listed) {
        ClientModel client = realm.getClientByClientId(listed.id());
        String secret = local && DevelopmentSecret.isSecretOf(client) ? client.getSecret() : "SECRET";
        return listed.id() + ":" + secret;
    }

    private static String quoted(String argument) {
        return PLAIN.matcher(argument).matches() ? argument : "'" + argument.replace("'", "'\\''") + "'";
    }
}

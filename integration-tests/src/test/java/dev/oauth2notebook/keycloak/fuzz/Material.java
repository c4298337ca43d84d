package dev.oauth2notebook.keycloak.fuzz;

import static dev.oauth2notebook.keycloak.support.OAuth2.accessToken;

import dev.oauth2notebook.keycloak.support.Admin;
import dev.oauth2notebook.keycloak.support.OAuth2;
import dev.oauth2notebook.keycloak.support.Server;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;

/** Good requests to spoil, and tokens, codes and clients for them. */
final class Material {

    static final String SCOPE = "api:read";

    /** Well within the lifetime of access tokens. */
    private static final Duration USABLE = Duration.ofMinutes(2);

    private final Instant made = Instant.now();
    final String base;
    final OAuth2 oauth;
    /** Of the user, issued to {@code frontend}, in the audience of {@code backend}; with {@code openid}. */
    final String userToken;
    /** Of the service account of {@code backend}, without {@code openid}. */
    final String serviceToken;
    /** Of the realm {@code master}. */
    final String foreignToken;
    /** Of the user, of no endpoint's kind. */
    final String idToken;

    final String usedCode;
    final String usedRefreshToken;
    final String initialAccessToken;

    Material(Server server) {
        base = server.localUrl();
        oauth = new OAuth2(server);
        Admin admin = new Admin(server);
        Response session = oauth.codeFlow(admin.newPerson(), "openid " + SCOPE);
        userToken = accessToken(session);
        idToken = session.path("id_token");
        serviceToken = oauth.backendToken(SCOPE);
        foreignToken = admin.token();
        initialAccessToken = admin.initialAccessToken(1_000_000);

        // Another session, because the second use of a code or a refresh token ends it.
        usedCode = oauth.authorize(admin.newPerson(), oauth.authorizationRequest(SCOPE))
                .parameter("code");
        usedRefreshToken = oauth.post("/token", oauth.codeRequest(usedCode)).path("refresh_token");
        oauth.post("/token", oauth.codeRequest(usedCode));
    }

    /** Returns whether the tokens are about to expire: a token that nobody could use proves nothing. */
    boolean isStale() {
        return Instant.now().isAfter(made.plus(USABLE));
    }

    /** Returns a form with the id and secret of a confidential client. */
    Form as(String client) {
        Form form = new Form();
        oauth.as(client).forEach(form::add);
        return form;
    }

    Form clientCredentials() {
        return as("backend").add("grant_type", "client_credentials").add("scope", SCOPE);
    }

    Form code() {
        Form form = new Form();
        oauth.codeRequest(usedCode).forEach(form::add);
        return form;
    }

    Form refresh() {
        return as("frontend").add("grant_type", "refresh_token").add("refresh_token", usedRefreshToken);
    }

    /** The backend passes the user's token on to the downstream service. */
    Form exchange() {
        return as("backend")
                .add("grant_type", OAuth2.TOKEN_EXCHANGE)
                .add("subject_token", userToken)
                .add("subject_token_type", OAuth2.ACCESS_TOKEN_TYPE)
                .add("audience", oauth.env("DOWNSTREAM_CLIENT_ID"))
                .add("scope", SCOPE);
    }

    /** As {@link #exchange}, and the backend acts for the user. */
    Form delegation() {
        return exchange().add("actor_token", serviceToken).add("actor_token_type", OAuth2.ACCESS_TOKEN_TYPE);
    }

    Form introspection() {
        return as("backend").add("token", userToken);
    }

    /** Of a token that is none, so that good revocations revoke nothing that others need. */
    Form revocation() {
        return as("backend").add("token", "none");
    }

    Form deviceAuthorization() {
        return Form.of("client_id", oauth.env("TV_CLIENT_ID"), "scope", "video:read");
    }

    Form authorization() {
        Form form = new Form();
        oauth.authorizationRequest(SCOPE).forEach(form::add);
        return form;
    }

    /** A pushed authorization request, with the client's secret. */
    Form pushed() {
        Form form = authorization();
        return form.add("client_secret", oauth.env("FRONTEND_CLIENT_SECRET"));
    }

    String clientMetadata() {
        return "{\"redirect_uris\":[\"http://localhost:8080/callback\"],\"client_name\":\"fuzz\"}";
    }
}

package dev.oauth2notebook.keycloak.fuzz;

import static dev.oauth2notebook.keycloak.support.OAuth2.accessToken;

import dev.oauth2notebook.keycloak.support.Admin;
import dev.oauth2notebook.keycloak.support.OAuth2;
import dev.oauth2notebook.keycloak.support.Server;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;

/** Valid requests to which faults are applied, with the tokens and codes that they need. */
final class Fixture {

    static final String SCOPE = "api:read";

    /** Shorter than the lifetime of access tokens. */
    private static final Duration USABLE = Duration.ofMinutes(2);

    private final Instant createdAt = Instant.now();
    final String base;
    final OAuth2 oauth;
    /** Access token of the user, issued to {@code frontend} for the audience {@code backend}, with {@code openid}. */
    final String userToken;
    /** Access token of the service account of {@code backend}, without {@code openid}. */
    final String serviceToken;
    /** Access token of the realm {@code master}. */
    final String foreignToken;
    /** ID token of the user, which no endpoint accepts as an access token. */
    final String idToken;

    final String usedCode;
    final String usedRefreshToken;
    final String initialAccessToken;

    Fixture(Server server) {
        base = server.localUrl();
        oauth = new OAuth2(server);
        Admin admin = new Admin(server);
        Response session = oauth.codeFlow(admin.newPerson(), "openid " + SCOPE);
        userToken = accessToken(session);
        idToken = session.path("id_token");
        serviceToken = oauth.backendToken(SCOPE);
        foreignToken = admin.token();
        initialAccessToken = admin.initialAccessToken(1_000_000);

        // Uses another session, because the second use of a code or a refresh token ends it.
        usedCode = oauth.authorize(admin.newPerson(), oauth.authorizationRequest(SCOPE))
                .parameter("code");
        usedRefreshToken = oauth.post("/token", oauth.codeRequest(usedCode)).path("refresh_token");
        oauth.post("/token", oauth.codeRequest(usedCode));
    }

    /** Returns whether the tokens may expire soon. Refusing an expired token would prove nothing. */
    boolean isStale() {
        return Instant.now().isAfter(createdAt.plus(USABLE));
    }

    /** Returns a form with the ID and secret of a confidential client. */
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

    /** The backend exchanges the user's token for one for the downstream service. */
    Form exchange() {
        return as("backend")
                .add("grant_type", OAuth2.TOKEN_EXCHANGE)
                .add("subject_token", userToken)
                .add("subject_token_type", OAuth2.ACCESS_TOKEN_TYPE)
                .add("audience", oauth.env("DOWNSTREAM_CLIENT_ID"))
                .add("scope", SCOPE);
    }

    /** Like {@link #exchange}, with the backend as the actor. */
    Form delegation() {
        return exchange().add("actor_token", serviceToken).add("actor_token_type", OAuth2.ACCESS_TOKEN_TYPE);
    }

    Form introspection() {
        return as("backend").add("token", userToken);
    }

    /** For an unknown token, so that valid revocations do not revoke tokens that other requests need. */
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

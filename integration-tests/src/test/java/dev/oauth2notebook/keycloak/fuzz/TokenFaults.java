package dev.oauth2notebook.keycloak.fuzz;

import static dev.oauth2notebook.keycloak.fuzz.Expectation.anyRefusal;
import static dev.oauth2notebook.keycloak.fuzz.Expectation.refused;
import static dev.oauth2notebook.keycloak.fuzz.Expectation.unauthenticated;
import static dev.oauth2notebook.keycloak.fuzz.Target.TOKEN;

import dev.oauth2notebook.keycloak.support.OAuth2;
import java.util.List;

/** Invalid token requests except for token exchange (RFC 6749 §5.2, RFC 8628 §3.5). */
final class TokenFaults {

    private TokenFaults() {}

    static List<Fault> all() {
        return List.of(
                (m, d) -> Fault.of(
                        "no grant type",
                        TOKEN,
                        m.clientCredentials().without("grant_type"),
                        refused(400, "invalid_request")),
                (m, d) -> Fault.of(
                        "unknown grant type",
                        TOKEN,
                        m.clientCredentials().with("grant_type", d.pick(d.word(), d.text(), "CLIENT_CREDENTIALS")),
                        refused(400, "unsupported_grant_type")),
                (m, d) -> Fault.of(
                        "grant type of another client",
                        TOKEN,
                        m.as("frontend")
                                .add("grant_type", d.pick("client_credentials", OAuth2.DEVICE_CODE, "password")),
                        anyRefusal()),
                (m, d) -> Fault.of(
                        "public client",
                        TOKEN,
                        Form.of("client_id", "tv", "grant_type", "client_credentials"),
                        refused(401, "unauthorized_client")),
                (m, d) -> Fault.of(
                        "wrong secret",
                        TOKEN,
                        m.clientCredentials().with("client_secret", d.pick(d.word(), d.text())),
                        unauthenticated()),
                (m, d) -> Fault.of("no client", TOKEN, m.clientCredentials().without("client_id"), unauthenticated()),
                (m, d) ->
                        Fault.of("no secret", TOKEN, m.clientCredentials().without("client_secret"), unauthenticated()),
                (m, d) -> Fault.of(
                        "unknown client",
                        TOKEN,
                        m.clientCredentials().with("client_id", d.pick(d.word(), d.text())),
                        unauthenticated()),
                (m, d) -> Fault.of(
                        "unknown scope",
                        TOKEN,
                        m.clientCredentials().with("scope", d.pick(d.word(), Fixture.SCOPE + " " + d.word())),
                        refused(400, "invalid_scope")),
                (m, d) -> {
                    Form form = m.clientCredentials();
                    return Fault.of("twice", TOKEN, form.repeat(d.pick(form.names())), refused(400, "invalid_request"));
                },
                (m, d) -> Fault.of(
                        "broken or used code",
                        TOKEN,
                        d.oneIn(4) ? m.code() : m.code().with("code", d.pick(d.word(), m.usedCode + d.word(), "a.b.c")),
                        refused(400, "invalid_grant")),
                (m, d) -> Fault.of(
                        "code of another client",
                        TOKEN,
                        m.code()
                                .with("client_id", "backend")
                                .with("client_secret", m.oauth.env("BACKEND_CLIENT_SECRET")),
                        refused(400, "invalid_grant", "unauthorized_client")),
                (m, d) -> Fault.of("no code", TOKEN, m.code().without("code"), refused(400, "invalid_request")),
                (m, d) -> Fault.of(
                        "broken or used refresh token",
                        TOKEN,
                        d.oneIn(4)
                                ? m.refresh()
                                : m.refresh().with("refresh_token", BrokenToken.of(m.usedRefreshToken, d)),
                        refused(400, "invalid_grant")),
                (m, d) -> Fault.of(
                        "another token as refresh token",
                        TOKEN,
                        m.refresh().with("refresh_token", d.pick(m.userToken, m.idToken, m.foreignToken)),
                        refused(400, "invalid_grant")),
                (m, d) -> Fault.of(
                        "no refresh token",
                        TOKEN,
                        m.refresh().without("refresh_token"),
                        refused(400, "invalid_request")),
                (m, d) -> Fault.of(
                        "unknown device code",
                        TOKEN,
                        Form.of("client_id", "tv", "grant_type", OAuth2.DEVICE_CODE, "device_code", d.word()),
                        refused(400, "invalid_grant", "expired_token")));
    }
}

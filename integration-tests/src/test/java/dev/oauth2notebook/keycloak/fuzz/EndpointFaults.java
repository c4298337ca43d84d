package dev.oauth2notebook.keycloak.fuzz;

import static dev.oauth2notebook.keycloak.fuzz.Expectation.alreadyInvalid;
import static dev.oauth2notebook.keycloak.fuzz.Expectation.anyRefusal;
import static dev.oauth2notebook.keycloak.fuzz.Expectation.inactive;
import static dev.oauth2notebook.keycloak.fuzz.Expectation.refused;
import static dev.oauth2notebook.keycloak.fuzz.Expectation.unauthenticated;
import static dev.oauth2notebook.keycloak.fuzz.Target.DEVICE_AUTHORIZATION;
import static dev.oauth2notebook.keycloak.fuzz.Target.INTROSPECT;
import static dev.oauth2notebook.keycloak.fuzz.Target.PAR;
import static dev.oauth2notebook.keycloak.fuzz.Target.REGISTER;
import static dev.oauth2notebook.keycloak.fuzz.Target.REGISTERED;
import static dev.oauth2notebook.keycloak.fuzz.Target.REVOKE;

import java.util.List;

/** Invalid requests to the other endpoints for clients (RFC 7662, 7009, 8628, 9126, 7591). */
final class EndpointFaults {

    private EndpointFaults() {}

    static List<Fault> all() {
        return List.of(
                (m, d) -> Fault.of(
                        "introspection of a broken token",
                        INTROSPECT,
                        withOptionalHint(m.introspection().with("token", BrokenToken.of(m.userToken, d)), d),
                        inactive()),
                (m, d) -> Fault.of(
                        "introspection of another realm's token",
                        INTROSPECT,
                        withOptionalHint(m.introspection().with("token", m.foreignToken), d),
                        inactive()),
                (m, d) -> Fault.of(
                        "introspection without token",
                        INTROSPECT,
                        m.introspection().without("token"),
                        refused(400, "invalid_request")),
                (m, d) -> Fault.of(
                        "introspection with a wrong secret",
                        INTROSPECT,
                        m.introspection().with("client_secret", d.pick(d.word(), d.text())),
                        unauthenticated()),
                (m, d) -> Fault.of(
                        "introspection without client",
                        INTROSPECT,
                        m.introspection().without("client_id"),
                        unauthenticated()),
                (m, d) -> Fault.of(
                        "revocation of a broken token",
                        REVOKE,
                        withOptionalHint(m.revocation().with("token", BrokenToken.of(m.userToken, d)), d),
                        alreadyInvalid()),
                (m, d) -> Fault.of(
                        "revocation without token",
                        REVOKE,
                        m.revocation().without("token"),
                        refused(400, "invalid_request")),
                (m, d) -> Fault.of(
                        "revocation with a wrong secret",
                        REVOKE,
                        m.revocation().with("token", m.userToken).with("client_secret", d.pick(d.word(), d.text())),
                        unauthenticated()),
                (m, d) -> Fault.of(
                        "device of an unknown client",
                        DEVICE_AUTHORIZATION,
                        m.deviceAuthorization().with("client_id", d.pick(d.word(), d.text())),
                        unauthenticated()),
                (m, d) -> Fault.of(
                        "device of a client without the grant",
                        DEVICE_AUTHORIZATION,
                        m.deviceAuthorization().with("client_id", "mobile"),
                        refused(400, "unauthorized_client")),
                (m, d) -> Fault.of(
                        "device with an unknown scope",
                        DEVICE_AUTHORIZATION,
                        m.deviceAuthorization().with("scope", d.pick(d.word(), "api:write", "video:read " + d.word())),
                        refused(400, "invalid_scope")),
                (m, d) -> Fault.of(
                        "pushed request with a wrong redirect URI",
                        PAR,
                        m.pushed().with("redirect_uri", d.pick("https://evil.example/callback", d.word(), d.text())),
                        refused(400, "invalid_request")),
                (m, d) -> Fault.of(
                        "pushed request with a wrong secret",
                        PAR,
                        m.pushed().with("client_secret", d.pick(d.word(), d.text())),
                        refused(401, "invalid_client", "unauthorized_client", "invalid_request")),
                (m, d) -> Fault.of(
                        "pushed request that refers to another",
                        PAR,
                        m.pushed().add("request_uri", "urn:ietf:params:oauth:request_uri:" + d.word()),
                        refused(400, "invalid_request")),
                (m, d) -> Fault.of(
                        "pushed request with a wrong scope",
                        PAR,
                        m.pushed().with("scope", d.word()),
                        refused(400, "invalid_scope", "invalid_request")),
                (m, d) -> new Case(
                        "registration without permission",
                        new Request("POST", REGISTER, "", List.of(), null)
                                .withBody("application/json", m.clientMetadata())
                                .withHeader(
                                        "Authorization",
                                        "Bearer "
                                                + BrokenToken.of(m.serviceToken, d)
                                                        .replaceAll("[^!-~]", "x")),
                        anyRefusal()),
                (m, d) -> new Case(
                        "registration of a bad redirect URI",
                        registration(
                                m,
                                "{\"redirect_uris\":[\""
                                        + d.pick("javascript:alert(1)", "http://x.example/#f", "data:,x") + "\"]}"),
                        refused(400, "invalid_redirect_uri", "invalid_client_metadata")),
                (m, d) -> new Case(
                        "registration that is no client metadata",
                        registration(
                                m,
                                d.pick(
                                        "{",
                                        "[]",
                                        "1",
                                        "\"x\"",
                                        "{\"redirect_uris\":{}}",
                                        "{\"redirect_uris\":[{}]}",
                                        d.word())),
                        anyRefusal()),
                (m, d) -> new Case(
                        "registered client of others",
                        new Request(d.pick("GET", "DELETE", "PUT"), REGISTERED, "", List.of(), null)
                                .withBody("application/json", "{\"client_id\":\"tv\"}")
                                .withHeader(
                                        "Authorization",
                                        "Bearer " + d.pick(m.userToken, m.serviceToken, m.foreignToken, d.word())),
                        anyRefusal()));
    }

    private static Request registration(Fixture fixture, String metadata) {
        return new Request("POST", REGISTER, "", List.of(), null)
                .withBody("application/json", metadata)
                .withHeader("Authorization", "Bearer " + fixture.initialAccessToken);
    }

    /** RFC 7662 §2.1, RFC 7009 §2.1: a wrong hint must not matter. */
    private static Form withOptionalHint(Form form, RandomChoices random) {
        return random.oneIn(2) ? form : form.add("token_type_hint", random.pick("access_token", "refresh_token"));
    }
}

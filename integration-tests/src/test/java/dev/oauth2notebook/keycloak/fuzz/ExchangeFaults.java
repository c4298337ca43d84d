package dev.oauth2notebook.keycloak.fuzz;

import static dev.oauth2notebook.keycloak.fuzz.Expectation.refused;
import static dev.oauth2notebook.keycloak.fuzz.Expectation.unauthenticated;

import dev.oauth2notebook.keycloak.support.OAuth2;
import java.util.List;

/** Invalid token exchange requests (RFC 8693 §2.2.2). */
final class ExchangeFaults {

    private static final String TYPE = "urn:ietf:params:oauth:token-type:";

    private ExchangeFaults() {}

    static List<Fault> all() {
        return List.of(
                (m, d) -> exchange(
                        "broken subject token",
                        anyExchange(m, d).with("subject_token", BrokenToken.of(m.userToken, d)),
                        "invalid_request"),
                (m, d) -> exchange(
                        "another token as subject token",
                        anyExchange(m, d).with("subject_token", d.pick(m.idToken, m.usedRefreshToken, m.foreignToken)),
                        "invalid_request"),
                (m, d) -> exchange("missing", anyExchange(m, d).without(required(d)), "invalid_request"),
                (m, d) -> exchange("empty", anyExchange(m, d).with(required(d), ""), "invalid_request"),
                (m, d) -> exchange(
                        "wrong subject token type",
                        anyExchange(m, d)
                                .with(
                                        "subject_token_type",
                                        d.pick(
                                                d.word(),
                                                d.text(),
                                                TYPE + "saml2",
                                                TYPE + "refresh_token",
                                                TYPE + d.word())),
                        "invalid_request"),
                (m, d) -> exchange(
                        "broken actor token",
                        m.delegation().with("actor_token", BrokenToken.of(m.serviceToken, d)),
                        "invalid_request"),
                (m, d) -> exchange(
                        "another token as actor token",
                        m.delegation().with("actor_token", d.pick(m.idToken, m.foreignToken, m.userToken)),
                        "invalid_request"),
                (m, d) -> exchange(
                        "actor token without its type",
                        m.delegation().without(d.pick("actor_token", "actor_token_type")),
                        "invalid_request"),
                (m, d) -> exchange(
                        "wrong actor token type",
                        m.delegation().with("actor_token_type", d.pick(d.word(), d.text(), TYPE + "id_token")),
                        "invalid_request"),
                (m, d) -> exchange(
                        "wrong requested token type",
                        anyExchange(m, d)
                                .with(
                                        "requested_token_type",
                                        d.pick(
                                                d.word(),
                                                d.text(),
                                                TYPE + "saml2",
                                                TYPE + "refresh_token",
                                                TYPE + d.word())),
                        "invalid_request"),
                (m, d) -> exchange(
                        "wrong audience",
                        anyExchange(m, d)
                                .with(
                                        "audience",
                                        d.pick(d.word(), d.text(), "frontend", "account", "realm-management")),
                        "invalid_target"),
                (m, d) -> exchange("one wrong audience", anyExchange(m, d).add("audience", d.word()), "invalid_target"),
                (m, d) -> exchange(
                        "wrong resource",
                        anyExchange(m, d)
                                .add("resource", d.pick("https://" + d.word() + ".example", d.word(), d.text())),
                        "invalid_target"),
                (m, d) -> exchange(
                        "wrong scope",
                        anyExchange(m, d)
                                .with(
                                        "scope",
                                        d.pick("api:write", Fixture.SCOPE + " api:write", d.word(), "offline_access")),
                        "invalid_scope"),
                (m, d) -> {
                    Form form = m.delegation();
                    List<String> names = form.names().stream()
                            .filter(name -> !name.equals("audience"))
                            .toList();
                    return exchange("twice", form.repeat(d.pick(names)), "invalid_request");
                },
                (m, d) -> exchange(
                        "value that Keycloak drops for its length",
                        anyExchange(m, d)
                                .with(
                                        d.pick("scope", "audience", "resource", "requested_token_type", "actor_token"),
                                        d.word().repeat(1000)),
                        "invalid_request",
                        "invalid_scope",
                        "invalid_target"),
                (m, d) -> exchange(
                        "requester without permit",
                        anyExchange(m, d)
                                .with("client_id", "frontend")
                                .with("client_secret", m.oauth.env("FRONTEND_CLIENT_SECRET")),
                        "unauthorized_client",
                        "invalid_request"),
                (m, d) -> Fault.of(
                        "exchange with a wrong secret",
                        Target.TOKEN,
                        anyExchange(m, d).with("client_secret", d.word()),
                        unauthenticated()));
    }

    private static Form anyExchange(Fixture fixture, RandomChoices random) {
        return random.oneIn(2) ? fixture.exchange() : fixture.delegation();
    }

    private static String required(RandomChoices random) {
        return random.pick("subject_token", "subject_token_type");
    }

    private static Case exchange(String fault, Form form, String... errors) {
        return Fault.of("exchange: " + fault, Target.TOKEN, form, refused(400, errors));
    }

    /** Returns the valid requests to which the faults are applied; they must be granted. */
    static List<Form> valid(Fixture fixture) {
        return List.of(
                fixture.exchange(),
                fixture.delegation(),
                fixture.exchange().with("subject_token", fixture.serviceToken),
                fixture.exchange().with("requested_token_type", OAuth2.ACCESS_TOKEN_TYPE));
    }
}

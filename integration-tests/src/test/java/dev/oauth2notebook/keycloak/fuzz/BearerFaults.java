package dev.oauth2notebook.keycloak.fuzz;

import static dev.oauth2notebook.keycloak.fuzz.Expectation.anyRefusal;
import static dev.oauth2notebook.keycloak.fuzz.Expectation.challenged;
import static dev.oauth2notebook.keycloak.fuzz.Target.API_MOBILE;
import static dev.oauth2notebook.keycloak.fuzz.Target.API_RESOURCE;
import static dev.oauth2notebook.keycloak.fuzz.Target.API_TEST;
import static dev.oauth2notebook.keycloak.fuzz.Target.API_VIDEO;
import static dev.oauth2notebook.keycloak.fuzz.Target.USERINFO;

import java.util.List;

/** Invalid uses of access tokens (RFC 6750 §3, OpenID Connect Core §5.3). */
final class BearerFaults {

    private static final List<Target> API = List.of(API_TEST, API_RESOURCE, API_VIDEO, API_MOBILE);

    private BearerFaults() {}

    static List<Fault> all() {
        return List.of(
                (m, d) -> new Case("API without token", Request.get(d.pick(API)), challenged(401, "")),
                (m, d) -> new Case(
                        "API with a broken token",
                        bearer(d.pick(API), printable(BrokenToken.of(m.userToken, d))),
                        challenged(401, "invalid_token")),
                (m, d) -> new Case(
                        "API with another token",
                        bearer(d.pick(API), d.pick(m.idToken, m.usedRefreshToken, m.foreignToken)),
                        challenged(401, "invalid_token")),
                (m, d) -> new Case(
                        "API without the scope",
                        bearer(d.pick(API_VIDEO, API_MOBILE), d.pick(m.userToken, m.serviceToken)),
                        challenged(403, "insufficient_scope")),
                (m, d) -> new Case(
                        "writing without the scope",
                        bearer(API_RESOURCE, m.userToken).withMethod("POST"),
                        challenged(403, "insufficient_scope")),
                (m, d) -> new Case(
                        "token in the query of the API",
                        Request.get(d.pick(API)).query(Form.of("access_token", m.userToken)),
                        challenged(401, "")),
                (m, d) -> new Case(
                        "API with another scheme",
                        Request.get(
                                d.pick(API),
                                "Authorization",
                                d.pick("Basic ", "Digest ", "Negotiate ", "bearer", "") + printable(d.text())),
                        anyRefusal()),
                (m, d) -> new Case("UserInfo without token", Request.get(USERINFO), challenged(401, "")),
                (m, d) -> new Case(
                        "UserInfo with a broken token",
                        bearer(USERINFO, printable(BrokenToken.of(m.userToken, d))),
                        challenged(401, "invalid_token")),
                (m, d) -> new Case(
                        "UserInfo with another token",
                        bearer(USERINFO, d.pick(m.idToken, m.usedRefreshToken, m.foreignToken)),
                        challenged(401, "invalid_token")),
                (m, d) -> new Case(
                        "UserInfo without openid",
                        bearer(USERINFO, m.serviceToken),
                        challenged(403, "insufficient_scope")));
    }

    private static Request bearer(Target target, String token) {
        return Request.get(target, "Authorization", "Bearer " + token);
    }

    /** A header may contain only visible characters. */
    private static String printable(String token) {
        return token.replaceAll("[^!-~]", "x");
    }
}

package dev.oauth2notebook.keycloak.fuzz;

import static dev.oauth2notebook.keycloak.fuzz.Expectation.anyRefusal;
import static dev.oauth2notebook.keycloak.fuzz.Expectation.harmless;
import static dev.oauth2notebook.keycloak.fuzz.Expectation.methodNotAllowed;

import dev.oauth2notebook.keycloak.fuzz.Target.Style;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Faults that a request to any alias can have: in its method, path, body or query. */
final class GeneralFaults {

    private static final String MARK = "<script>fuzz";
    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "DELETE", "PATCH", "TRACE", "PROPFIND");

    private GeneralFaults() {}

    static List<Fault> all() {
        return List.of(
                (m, d) -> {
                    Target target = d.pick(List.of(Target.values()));
                    List<String> others = METHODS.stream()
                            .filter(method -> !target.methods().contains(method))
                            .toList();
                    return new Case(
                            "wrong method",
                            new Request(d.pick(others), target, "", List.of(), null),
                            methodNotAllowed());
                },
                (m, d) -> new Case(
                        "wrong path",
                        new Request(
                                "GET",
                                d.pick(List.of(Target.values()).subList(1, Target.values().length)),
                                d.pick("/" + d.word() + "/x", "%00", ";" + d.word(), "//", "/..%2f", "%ff", d.word()),
                                List.of(),
                                null),
                        answer -> answer.status() >= 400 ? Optional.empty() : Optional.of("not refused")),
                (m, d) -> new Case(
                        "body that is not a form",
                        Request.post(d.pick(posting()), m.clientCredentials())
                                .withBody(
                                        d.pick(
                                                "application/json",
                                                "text/plain",
                                                "multipart/form-data",
                                                "application/xml",
                                                ";;;"),
                                        d.pick("{\"grant_type\":\"client_credentials\"}", d.word(), "", "<x/>")),
                        anyRefusal()),
                (m, d) -> new Case(
                        "body of random octets",
                        Request.post(d.pick(posting()), m.clientCredentials()).withBody(Request.FORM, octets(d)),
                        anyRefusal()),
                (m, d) -> new Case(
                        "random parameters of a page",
                        Request.get(d.pick(pages())).query(parameters(d)),
                        harmless(m.base, MARK)),
                (m, d) -> new Case(
                        "bad authorization request",
                        Request.get(Target.AUTH)
                                .query(m.authorization()
                                        .with(
                                                d.pick("client_id", "redirect_uri", "response_type", "scope", "state"),
                                                d.pick(d.text(), MARK, "https://evil.example/"))),
                        harmless(m.base, MARK)),
                (m, d) -> new Case(
                        "bad end of a session",
                        Request.get(Target.LOGOUT)
                                .query(Form.of(
                                        "post_logout_redirect_uri",
                                        "https://evil.example/",
                                        "id_token_hint",
                                        BrokenToken.of(m.idToken, d))),
                        harmless(m.base, MARK)));
    }

    private static List<Target> posting() {
        return Arrays.stream(Target.values())
                .filter(target -> target.style() == Style.OAUTH)
                .toList();
    }

    private static List<Target> pages() {
        return Arrays.stream(Target.values())
                .filter(target -> target.style() == Style.PAGE)
                .toList();
    }

    private static String octets(RandomChoices random) {
        StringBuilder octets = new StringBuilder();
        for (int i = random.below(200); i > 0; i--) {
            octets.append((char) random.below(256));
        }
        return octets.toString();
    }

    private static Form parameters(RandomChoices random) {
        Form form = new Form();
        for (int i = random.below(6); i >= 0; i--) {
            form.add(
                    random.pick(
                            "code",
                            "state",
                            "error",
                            "error_description",
                            "iss",
                            "user_code",
                            "kc_locale",
                            random.word()),
                    random.pick(random.text(), MARK + "</script>", "https://evil.example/", ""));
        }
        return form;
    }
}

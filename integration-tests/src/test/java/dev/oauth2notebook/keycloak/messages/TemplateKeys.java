package dev.oauth2notebook.keycloak.messages;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.oauth2notebook.keycloak.pages.errors.ErrorTopic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The message keys that a template names: literally, or put together while the page is made. For the latter the keys
 * are taken from where the parts come from.
 *
 * @param name file name
 * @param text the template
 */
record TemplateKeys(String name, String text) {

    private static final String CALL_START = "\\b(?:msg|advancedMsg)\\(";
    private static final String CALL = CALL_START + "((?:[^()]|\\([^()]*\\))*)\\)";
    private static final Pattern LITERAL = Pattern.compile("([\"'])([^\"']*)\\1(?:,.*)?", Pattern.DOTALL);
    /** Keycloak's buttons take the key of their label. */
    private static final String LABEL = "<@buttons\\.\\w+ [^>]*\\blabel=\"([^\"]*)\"";

    private static final Path ALIASES =
            Path.of("../providers/aliases/src/main/java/dev/oauth2notebook/keycloak/aliases/Alias.java");

    private static final Path RESPONSE =
            Path.of("../providers/pages/src/main/java/dev/oauth2notebook/keycloak/pages/AuthorizationResponse.java");

    private static final Path PROBLEM = Path.of("../providers/token-exchange/src/main/java/dev/oauth2notebook/keycloak"
            + "/tokenexchange/map/PermitProblem.java");

    private static final Path PROBLEM_TEXT = PROBLEM.resolveSibling("ProblemText.java");

    /** Expressions that make keys of ours. */
    static final Map<String, Function<TemplateKeys, Stream<String>>> COMPOSED = Map.ofEntries(
            entry("callback.ftl: \"callbackParameter.\" + name", t -> find(RESPONSE, "\"(\\w+)\"(?:, |\\))")
                    .map("callbackParameter."::concat)),
            entry("callback.ftl: \"callbackError.\" + error", t -> t.list("explainedErrors")
                    .map("callbackError."::concat)),
            entry("start.ftl: \"startFlow.\" + id", t -> t.flows().map("startFlow."::concat)),
            entry("start.ftl: \"startFlow.\" + id + \".text\"", t -> t.flows().map(id -> "startFlow." + id + ".text")),
            entry("start.ftl: \"startEndpoint.\" + endpoint.name()", t -> aliases()
                    .map("startEndpoint."::concat)),
            entry("endpoint.ftl: \"startEndpoint.\" + endpoint.name()", t -> aliases()
                    .map("startEndpoint."::concat)),
            entry("errors.ftl: \"errorGroup.\" + group.name()", t -> groups()),
            entry("errors.ftl: \"errorTopic.\" + topic.id()", t -> topics()),
            entry("callback.ftl: \"errorTopic.\" + topic.id() + \".action\"", t -> topics().map(
                            key -> key + ".action")),
            entry("authorization-error.ftl: \"errorTopic.\" + mistake.topic().id()", t -> topics()),
            entry("authorization-error.ftl: \"errorTopic.\" + mistake.topic().id() + \".meaning\"", t -> topics().map(
                            key -> key + ".meaning")),
            entry("error-topic.ftl: key", t -> topics()),
            entry("error-topic.ftl: key + \".meaning\"", t -> topics().map(key -> key + ".meaning")),
            entry("error-topic.ftl: key + \".action\"", t -> topics().map(key -> key + ".action")),
            entry("error-topic.ftl: key + \".cause\" + number", t -> causes()),
            entry("explorer-texts.ftl: key", t -> t.find("(?m)^  \"([^\"]+)\"")),
            entry(
                    "permits.ftl: \"permitsProblem.\" + problem.type().id()",
                    t -> find(PROBLEM, "\\(\"([a-z-]+)\"\\)[,;]").map("permitsProblem."::concat)),
            entry(
                    "permits.ftl: \"permitsProblemText.\" + problem.text().name(), problem.arguments()[0]!\"\", problem.arguments()[1]!\"\"",
                    t -> find(PROBLEM_TEXT, "(?m)^    ([A-Z_]+)\\(")
                            .filter(text -> !text.equals("INVALID"))
                            .map("permitsProblemText."::concat)),
            entry("permits.ftl: \"permitsField.\" + field", t -> t.find("\"(\\w+)\"(?=[^]\n]*] as field)")
                    .map("permitsField."::concat)),
            entry("password-validation.ftl: policy[2]", t -> t.find("\\[\"\\w+\", [\\w.!-]+, \"(\\w+)\"]")),
            entry(
                    "login-oauth-grant.ftl: scope.consentScreenText, scope.parameterizedScopeParameter!\"\"",
                    t -> consentTexts()),
            entry("login-oauth-grant.ftl: key", t -> consentTexts().map(key -> key + ".help")));

    /** Expressions whose keys Keycloak or an administrator chooses. */
    static final Set<String> CHOSEN_ELSEWHERE = Set.of(
            "application.ftl: client.name!\"\"",
            "info.ftl: messageHeader",
            "info.ftl: \"requiredAction.\" + action",
            "login-config-totp.ftl: app",
            "login-config-totp.ftl: \"loginTotp.\" + totp.policy.type",
            "select-authenticator.ftl: selection.displayName",
            "select-authenticator.ftl: selection.helpText");

    static Stream<TemplateKeys> of(MessageBundle bundle) {
        return bundle.templates().entrySet().stream()
                .map(template -> new TemplateKeys(template.getKey(), template.getValue()));
    }

    /** Returns every key that a template of this bundle may ask for. */
    static Set<String> all(MessageBundle bundle) {
        return of(bundle).flatMap(TemplateKeys::keys).collect(Collectors.toSet());
    }

    /** Returns every key of ours or of Keycloak's that this template may ask for. */
    Stream<String> keys() {
        return Stream.of(
                        arguments()
                                .map(LITERAL::matcher)
                                .filter(literal -> literal.matches())
                                .map(literal -> literal.group(2)),
                        find(LABEL),
                        expressions().filter(COMPOSED::containsKey).flatMap(expression -> COMPOSED.get(expression)
                                .apply(this)))
                .flatMap(keys -> keys);
    }

    /** Returns what stands for a key without being one, each preceded by the template's name. */
    Stream<String> expressions() {
        return arguments()
                .filter(argument -> !LITERAL.matcher(argument).matches())
                .map(argument -> name + ": " + argument);
    }

    /** Returns whether each call is understood, none being inside another one. */
    boolean isUnderstood() {
        return Pattern.compile(CALL_START).matcher(text).results().count()
                == arguments().count();
    }

    private Stream<String> arguments() {
        return find(CALL);
    }

    private Stream<String> list(String variable) {
        return find(variable + " = \\[([^]]*)]")
                .flatMap(list -> Arrays.stream(list.split(",")))
                .map(item -> item.strip().replace("\"", ""));
    }

    private Stream<String> flows() {
        return find("<@flow id=\"([^\"]*)\"");
    }

    private Stream<String> find(String pattern) {
        return Pattern.compile(pattern).matcher(text).results().map(found -> found.group(1));
    }

    private static Stream<String> groups() {
        return Stream.of(ErrorTopic.Group.values()).map(group -> "errorGroup." + group.name());
    }

    private static Stream<String> topics() {
        return Stream.of(ErrorTopic.values()).map(topic -> "errorTopic." + topic.id());
    }

    private static Stream<String> causes() {
        return Stream.of(ErrorTopic.values()).flatMap(topic -> topic.causes().stream()
                .map(number -> "errorTopic." + topic.id() + ".cause" + number));
    }

    private static Stream<String> aliases() {
        return find(ALIASES, "(?m)^    ([A-Z_]+)\\(");
    }

    private static Stream<String> find(Path source, String pattern) {
        try {
            return Pattern.compile(pattern)
                    .matcher(Files.readString(source))
                    .results()
                    .map(found -> found.group(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of the realm file's own client scopes, and of those of Keycloak's that its clients can ask for. */
    private static Stream<String> consentTexts() {
        Stream<String> own = StreamSupport.stream(
                        ShippedRealm.read().get("clientScopes").spliterator(), false)
                .map(scope -> scope.path("attributes").path("consent.screen.text"))
                .filter(JsonNode::isTextual)
                .map(text -> text.asText().replaceFirst("^\\$\\{(.*)}$", "$1"));
        return Stream.concat(
                own, Stream.of("profileScopeConsentText", "emailScopeConsentText", "offlineAccessScopeConsentText"));
    }
}

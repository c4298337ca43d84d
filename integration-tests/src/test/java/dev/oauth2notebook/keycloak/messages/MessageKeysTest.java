package dev.oauth2notebook.keycloak.messages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every message that our templates name is there, and every message of ours has a use. */
class MessageKeysTest {

    private static final String ENGLISH = "en";

    @ParameterizedTest
    @EnumSource
    void everyCallForAMessageHasAKeyThatTheTestCanRead(MessageBundle bundle) {
        assertThat(TemplateKeys.of(bundle)).isNotEmpty().allMatch(TemplateKeys::isUnderstood);
    }

    @Test
    void everyComposedKeyIsUnderstood() {
        Set<String> known = new HashSet<>(TemplateKeys.COMPOSED.keySet());
        known.addAll(TemplateKeys.CHOSEN_ELSEWHERE);
        assertThat(Stream.of(MessageBundle.values())
                        .flatMap(TemplateKeys::of)
                        .flatMap(TemplateKeys::expressions)
                        .collect(Collectors.toSet()))
                .isEqualTo(known);
    }

    @ParameterizedTest
    @EnumSource
    void everyComposedKeyMatchesAMessage(MessageBundle bundle) {
        TemplateKeys.of(bundle).forEach(template -> template.expressions()
                .filter(TemplateKeys.COMPOSED::containsKey)
                .forEach(expression -> assertThat(
                                TemplateKeys.COMPOSED.get(expression).apply(template))
                        .as(expression)
                        .isNotEmpty()));
    }

    @ParameterizedTest
    @EnumSource
    void templatesNameMessagesOfTheirBundleOrOfKeycloak(MessageBundle bundle) {
        Set<String> known = new HashSet<>(bundle.messages(ENGLISH).keySet());
        known.addAll(MessageBundle.ofKeycloak(ENGLISH).keySet());
        assertThat(known).containsAll(TemplateKeys.all(bundle));
    }

    @Test
    void everyMessageOfTheThemeIsShownOrReplacesOneOfKeycloak() {
        Set<String> used = TemplateKeys.all(MessageBundle.THEME);
        used.addAll(MessageBundle.ofKeycloak(ENGLISH).keySet());
        assertThat(used).containsAll(MessageBundle.THEME.messages(ENGLISH).keySet());
    }

    @ParameterizedTest
    @EnumSource(names = {"PAGES", "DEVICE", "TOKEN_EXCHANGE", "EXPLORER"})
    void everyMessageOfAModuleIsShown(MessageBundle bundle) throws IOException {
        Set<String> used = TemplateKeys.all(bundle);
        used.addAll(literalsInTheCode());
        assertThat(used).containsAll(bundle.messages(ENGLISH).keySet());
    }

    private static Set<String> literalsInTheCode() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("../providers"))) {
            StringBuilder code = new StringBuilder();
            for (Path file : files.filter(file -> file.toString().matches(".*/src/main/java/.*\\.java"))
                    .toList()) {
                code.append(Files.readString(file));
            }
            return Pattern.compile("\"(\\w+)\"")
                    .matcher(code)
                    .results()
                    .map(literal -> literal.group(1))
                    .collect(Collectors.toSet());
        }
    }
}

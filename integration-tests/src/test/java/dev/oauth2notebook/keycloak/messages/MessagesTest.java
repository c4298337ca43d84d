package dev.oauth2notebook.keycloak.messages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Our messages: the same in every language, and in the form that {@link MessageFormat} wants. */
class MessagesTest {

    private static final Set<String> LANGUAGES = Set.of("de", "en", "es", "fr", "nl");
    private static final String ENGLISH = "en";

    private static final Pattern ARGUMENT = Pattern.compile("\\{(\\d+)");
    private static final Object[] ONE_AND_MANY = {1, 2};

    @ParameterizedTest
    @EnumSource
    void everyBundleIsThereInEveryLanguage(MessageBundle bundle) {
        assertThat(bundle.languages()).isEqualTo(LANGUAGES);
    }

    @Test
    void theThemeOffersTheseLanguages() throws IOException {
        Properties theme = new Properties();
        try (Reader properties = Files.newBufferedReader(Path.of("../themes/notebook/login/theme.properties"))) {
            theme.load(properties);
        }
        assertThat(theme.getProperty("locales").split(",")).containsExactlyInAnyOrderElementsOf(LANGUAGES);
    }

    @Test
    void theShippedRealmOffersTheseLanguages() {
        assertThat(ShippedRealm.read().get("supportedLocales"))
                .map(language -> language.asText())
                .containsExactlyInAnyOrderElementsOf(LANGUAGES);
    }

    @ParameterizedTest
    @MethodSource("translations")
    void keysAreThoseOfEnglishOnceEach(MessageBundle bundle, String language) {
        Set<String> keys = bundle.messages(language).keySet();
        assertThat(keys).isEqualTo(bundle.messages(ENGLISH).keySet());
        assertThat(bundle.lines(language)).hasSameSizeAs(keys);
    }

    @ParameterizedTest
    @MethodSource("translations")
    void everyMessageIsAText(MessageBundle bundle, String language) {
        assertThat(bundle.messages(language))
                .allSatisfy((key, message) -> assertThat(message).isNotBlank().isEqualTo(message.strip()));
    }

    @ParameterizedTest
    @MethodSource("translations")
    void everyMessageTakesTheArgumentsOfEnglish(MessageBundle bundle, String language) {
        Map<String, String> english = bundle.messages(ENGLISH);
        assertThat(bundle.messages(language))
                .allSatisfy((key, message) -> assertThat(arguments(message)).isEqualTo(arguments(english.get(key))));
    }

    @ParameterizedTest
    @MethodSource("translations")
    void everyMessageFormatsWithItsApostrophes(MessageBundle bundle, String language) {
        assertThat(bundle.messages(language)).allSatisfy((key, message) -> {
            assertThat(message.replace("''", "")).doesNotContain("'");
            assertThat(new MessageFormat(message, Locale.forLanguageTag(language)).format(ONE_AND_MANY))
                    .doesNotContain("{", "}", "''");
        });
    }

    /** Themes come after the jars: a message of a module never replaces one of Keycloak's, the theme's or another module's. */
    @ParameterizedTest
    @MethodSource("languages")
    void messagesOfModulesAreTheirOwn(String language) {
        List<String> keys = Stream.of(MessageBundle.PAGES, MessageBundle.DEVICE, MessageBundle.EXPLORER)
                .flatMap(bundle -> bundle.messages(language).keySet().stream())
                .toList();
        assertThat(keys)
                .doesNotHaveDuplicates()
                .doesNotContainAnyElementsOf(MessageBundle.ofKeycloak(language).keySet())
                .doesNotContainAnyElementsOf(
                        MessageBundle.THEME.messages(language).keySet());
    }

    private static Set<String> arguments(String message) {
        return ARGUMENT.matcher(message)
                .results()
                .map(argument -> argument.group(1))
                .collect(Collectors.toSet());
    }

    private static Stream<String> languages() {
        return LANGUAGES.stream().sorted();
    }

    private static Stream<Arguments> translations() {
        return Stream.of(MessageBundle.values())
                .flatMap(bundle -> languages().map(language -> Arguments.of(bundle, language)));
    }
}

package dev.oauth2notebook.keycloak.tokenexchange.map;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class ProblemTextTest {

    private static final Path ENGLISH = Path.of("src/main/resources/theme-resources/messages/messages_en.properties");

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "INVALID")
    void pageHasTheTextOfTheAdminApi(ProblemText text) throws IOException {
        Properties messages = new Properties();
        try (var reader = Files.newBufferedReader(ENGLISH, UTF_8)) {
            messages.load(reader);
        }
        List<String> arguments = List.of("first", "second");
        assertThat(new MessageFormat(messages.getProperty("permitsProblemText." + text.name()), Locale.ROOT)
                        .format(arguments.toArray()))
                .isEqualTo(text.format(arguments));
    }
}

package dev.oauth2notebook.keycloak.project;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The notes in the Javadoc of classes that depend on how a class of Keycloak works inside. Each says in which version of
 * Keycloak that class was read, and which test fails if it has changed.
 */
class KeycloakNotesTest {

    private static final Pattern NOTE =
            Pattern.compile("Read in Keycloak (\\d+\\.\\d+\\.\\d+); \\{@code (\\w+)} fails if");

    /** Classes without a superclass of Keycloak that repeat something of it, or depend on a format of it. */
    private static final Set<String> REPEAT_KEYCLOAK = Set.of(
            "AncestorRevocation",
            "ClientRegistrationEndpoint",
            "CodeHistory",
            "GrantedContext",
            "LightweightRoles",
            "NativeRsaKeys",
            "RegistrationPolicies",
            "ReloadedLogin",
            "RequestWrapper",
            "ServiceAccountSession",
            "TokenIds");

    private static final Map<String, String> SOURCES = Sources.below("providers").stream()
            .filter(file -> file.toString().contains("/src/main/java/"))
            .filter(file -> !file.endsWith("package-info.java"))
            .collect(toMap(
                    KeycloakNotesTest::className, file -> Sources.text(file).replaceAll("\\s+\\*?\\s*", " ")));

    @Test
    void everyClassThatDependsOnTheInsideOfKeycloakHasANote() {
        Set<String> expected = ProviderClasses.ALL.stream()
                .filter(ProviderClasses::extendsKeycloak)
                .map(type -> type.getName().replaceFirst("\\$.*", "").replaceFirst(".*\\.", ""))
                .collect(toSet());
        assertThat(expected).isNotEmpty();
        expected.addAll(REPEAT_KEYCLOAK);
        Set<String> found = new TreeSet<>();
        SOURCES.forEach((name, source) -> {
            if (NOTE.matcher(source).find()) {
                found.add(name);
            }
        });
        assertThat(found).isEqualTo(new TreeSet<>(expected));
    }

    @Test
    void notesNameTheVersionOfThePomAndATest() {
        String version = Sources.find("<keycloak.version>(.*?)</keycloak.version>", Sources.text("pom.xml"))
                .get(0);
        Set<String> tests = Stream.of("integration-tests/src/test/java", "providers")
                .flatMap(folder -> Sources.below(folder).stream())
                .filter(file -> file.toString().contains("/src/test/java/"))
                .map(KeycloakNotesTest::className)
                .collect(toSet());
        SOURCES.forEach((name, source) -> {
            Matcher note = NOTE.matcher(source);
            while (note.find()) {
                assertThat(note.group(1))
                        .as(
                                "Compare what %s says about Keycloak's class with that class in Keycloak %s, then change"
                                        + " the version in its Javadoc",
                                name, version)
                        .isEqualTo(version);
                assertThat(tests).as(name).contains(note.group(2));
            }
        });
    }

    private static String className(Path file) {
        return file.getFileName().toString().replace(".java", "");
    }
}

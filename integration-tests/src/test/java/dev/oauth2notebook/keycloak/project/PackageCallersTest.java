package dev.oauth2notebook.keycloak.project;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaPackage;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares the callers that each {@code package-info.java} names with the packages of its module that depend on it. */
class PackageCallersTest {

    /** Packages that are open to others of their module, or for all modules. */
    private static final Set<String> WITHOUT_LIST = Set.of("common", "decision", "outcome", "tokens");

    private static final Set<String> PACKAGES =
            ProviderClasses.ALL.stream().map(JavaClass::getPackageName).collect(toCollection(TreeSet::new));

    static Stream<String> packages() {
        return PACKAGES.stream().filter(name -> !WITHOUT_LIST.contains(simpleName(name)));
    }

    @ParameterizedTest
    @MethodSource("packages")
    void callersAreThoseThatAreNamed(String name) {
        Set<String> named = named(name);
        assertThat(named).as("packages or modules").isSubsetOf(all());
        Set<String> ofModule = PACKAGES.stream()
                .filter(other -> isSameModule(other, name))
                .map(PackageCallersTest::simpleName)
                .collect(toCollection(TreeSet::new));
        named.retainAll(ofModule);
        assertThat(named).isEqualTo(callers(name));
    }

    @Test
    void packagesWithoutAListExist() {
        assertThat(all()).containsAll(WITHOUT_LIST);
    }

    /** Returns what is set in code font in the sentence that begins with "Called by". */
    private static Set<String> named(String name) {
        String file = "/src/main/java/" + name.replace('.', '/') + "/package-info.java";
        Path source = Sources.below("providers").stream()
                .filter(path -> path.toString().endsWith(file))
                .findFirst()
                .orElseThrow();
        String text = Sources.text(source).replaceAll("\\s+\\*?\\s*", " ");
        assertThat(text).contains("Called by ");
        String sentence = text.replaceFirst(".*Called by ", "").replaceFirst("\\. .*", "");
        return new TreeSet<>(Sources.find("\\{@code (\\w+)}", sentence));
    }

    private static Set<String> callers(String name) {
        JavaPackage called = ProviderClasses.ALL.getPackage(name);
        return called.getClasses().stream()
                .flatMap(type -> type.getDirectDependenciesToSelf().stream())
                .map(Dependency::getOriginClass)
                .map(JavaClass::getPackageName)
                .filter(caller -> !caller.equals(name) && isSameModule(caller, name))
                .map(PackageCallersTest::simpleName)
                .collect(toCollection(TreeSet::new));
    }

    private static Set<String> all() {
        return PACKAGES.stream().map(PackageCallersTest::simpleName).collect(toCollection(TreeSet::new));
    }

    private static boolean isSameModule(String one, String other) {
        return module(one).equals(module(other));
    }

    private static String module(String name) {
        return name.substring(ProviderClasses.BASE.length()).replaceFirst("\\..*", "");
    }

    private static String simpleName(String name) {
        return name.replaceFirst(".*\\.", "");
    }
}

package dev.oauth2notebook.keycloak.project;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules of docs/architecture.md for the modules and packages of the providers. */
class ArchitectureTest {

    private static final String BASE = ProviderClasses.BASE;
    private static final String COMMON = BASE + "common..";
    private static final String DECISION = BASE + "tokenexchange.decision..";
    private static final String OVERRIDES = BASE + "(*).overrides..";

    /** Types in the module {@code common} by which two modules meet that work without each other. */
    private static final Set<String> CONTRACTS = Set.of(
            "AccessTokenVerification",
            "DevelopmentSecret",
            "EndpointOptions",
            "EndpointPages",
            "EndpointPagesFactory",
            "EndpointPagesSpi",
            "ExchangeDecision",
            "FailedRequest",
            "FormOrigin",
            "ImpliedChallenge",
            "ListedEndpoint",
            "LiveExplorer",
            "LocalServer",
            "ProtectedApi",
            "StorageFailures",
            "TokenCheck",
            "TokenCheckFactory",
            "TokenCheckSpi");

    @Test
    void allModulesAreImported() throws IOException {
        try (Stream<Path> poms =
                Files.list(ProviderClasses.FOLDER).filter(module -> Files.exists(module.resolve("pom.xml")))) {
            assertThat(modules()).hasSize((int) poms.count());
        }
    }

    @ParameterizedTest
    @MethodSource("modules")
    void modulesUseEachOtherOnlyThroughCommon(String module) {
        DescribedPredicate<JavaClass> otherModules = resideInAPackage("dev.oauth2notebook.keycloak..")
                .and(not(resideInAPackage(BASE + module + "..")))
                .and(not(resideInAPackage(COMMON)));
        noClasses()
                .that()
                .resideInAPackage(BASE + module + "..")
                .should()
                .dependOnClassesThat(otherModules)
                .check(ProviderClasses.ALL);
    }

    @Test
    void theDecisionDependsOnlyOnJava() {
        classes()
                .that()
                .resideInAPackage(DECISION)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java.lang..", "java.util..", DECISION)
                .check(ProviderClasses.ALL);
        noClasses()
                .that()
                .resideInAPackage(DECISION)
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.Random")
                .check(ProviderClasses.ALL);
    }

    @Test
    void packagesDependOnEachOtherInOneDirection() {
        slices().matching(BASE + "(**)").should().beFreeOfCycles().check(ProviderClasses.ALL);
    }

    @Test
    void subclassesOfKeycloakClassesAreInOnePackagePerModule() {
        classes()
                .that(DescribedPredicate.describe("extend a class of Keycloak", ProviderClasses::extendsKeycloak))
                .should()
                .resideInAPackage(OVERRIDES)
                .check(ProviderClasses.ALL);
    }

    @Test
    void noTwoClassesHaveTheSameName() {
        Map<String, Set<String>> byName = ProviderClasses.ALL.stream()
                .filter(JavaClass::isTopLevelClass)
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .collect(groupingBy(JavaClass::getSimpleName, mapping(JavaClass::getName, toSet())));
        assertThat(byName.values()).allSatisfy(names -> assertThat(names).hasSize(1));
    }

    @Test
    void commonHasOnlyWhatThreeModulesNeedAndContracts() {
        ProviderClasses.ALL.stream()
                .filter(type -> type.getPackageName().equals(BASE + "common"))
                .filter(JavaClass::isTopLevelClass)
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .filter(type -> !CONTRACTS.contains(type.getSimpleName()))
                .forEach(type -> assertThat(usersOf(type)).as(type.getName()).hasSizeGreaterThanOrEqualTo(3));
    }

    @Test
    void classesOnThePageAboutTheArchitectureExist() {
        Set<String> classes =
                ProviderClasses.ALL.stream().map(JavaClass::getSimpleName).collect(toSet());
        classes.addAll(List.of(
                "KeycloakSession",
                "ClientSessionContext",
                "TokenExchangeContext",
                "ArchitectureTest",
                "KeycloakNotesTest",
                "PackageCallersTest",
                "Date"));
        assertThat(Sources.find("`([A-Z]\\w*[a-z]\\w*)(?:\\.\\w+)?`", Sources.text("docs/architecture.md")))
                .hasSizeGreaterThan(50)
                .isSubsetOf(classes);
    }

    @Test
    void pageAboutTheArchitectureListsEveryProvider() throws IOException {
        String table = Sources.text("docs/architecture.md")
                .replaceFirst("(?s).*\n## Keycloak's SPIs\n", "")
                .replaceFirst("(?s)\n## .*", "");
        try (Stream<Path> files = Files.walk(ProviderClasses.FOLDER)) {
            for (Path file : files.filter(path -> path.getParent().endsWith("src/main/resources/META-INF/services"))
                    .filter(path -> !path.endsWith("org.keycloak.provider.Spi"))
                    .toList()) {
                for (String factory : Files.readAllLines(file)) {
                    String name = factory.replaceFirst("\\$.*", "").replaceFirst(".*\\.", "");
                    assertThat(table).contains("`" + name + "`");
                }
            }
        }
    }

    @Test
    void everyPackageIsExplained() {
        ProviderClasses.ALL.stream()
                .map(type -> type.getPackageName().replace('.', '/'))
                .distinct()
                .forEach(name -> {
                    try (Stream<Path> files = Files.walk(ProviderClasses.FOLDER)) {
                        assertThat(files.filter(file -> file.endsWith(name + "/package-info.java")))
                                .as(name)
                                .hasSize(1);
                    } catch (IOException e) {
                        throw new AssertionError(e);
                    }
                });
    }

    private static Set<String> modules() {
        return ProviderClasses.ALL.stream().map(ProviderClasses::module).collect(toSet());
    }

    private static Set<String> usersOf(JavaClass type) {
        return type.getDirectDependenciesToSelf().stream()
                .map(Dependency::getOriginClass)
                .map(ProviderClasses::module)
                .collect(toSet());
    }
}

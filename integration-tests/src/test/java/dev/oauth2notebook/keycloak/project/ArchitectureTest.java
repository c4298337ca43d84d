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
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules of docs/architecture.md for the modules and packages of the providers. */
class ArchitectureTest {

    private static final String BASE = "dev.oauth2notebook.keycloak.";
    private static final String COMMON = BASE + "common..";
    private static final String DECISION = BASE + "tokenexchange.decision..";
    private static final String OVERRIDES = BASE + "(*).overrides..";
    private static final Path PROVIDERS = Path.of("../providers");

    /** Base classes that Keycloak means to be extended by providers of these SPIs. */
    private static final Set<String> MEANT_TO_BE_EXTENDED = Set.of(
            "org.keycloak.representations.idm.ClientPolicyExecutorConfigurationRepresentation",
            "org.keycloak.protocol.oidc.mappers.AbstractOIDCProtocolMapper");

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

    private static final Pattern OVERRIDE_NOTE =
            Pattern.compile("Read in Keycloak (\\d+\\.\\d+\\.\\d+); \\{@code (\\w+)} fails if");

    private static final JavaClasses PROVIDER_CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(
                    BASE + "aliases",
                    BASE + "common",
                    BASE + "conformance",
                    BASE + "demoapi",
                    BASE + "device",
                    BASE + "explorer",
                    BASE + "pages",
                    BASE + "signatures",
                    BASE + "tokenexchange");

    @Test
    void allModulesAreImported() throws IOException {
        try (Stream<Path> poms = Files.list(PROVIDERS).filter(module -> Files.exists(module.resolve("pom.xml")))) {
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
                .check(PROVIDER_CLASSES);
    }

    @Test
    void theDecisionDependsOnlyOnJava() {
        classes()
                .that()
                .resideInAPackage(DECISION)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java.lang..", "java.util..", DECISION)
                .check(PROVIDER_CLASSES);
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
                .check(PROVIDER_CLASSES);
    }

    @Test
    void packagesDependOnEachOtherInOneDirection() {
        slices().matching(BASE + "(**)").should().beFreeOfCycles().check(PROVIDER_CLASSES);
    }

    @Test
    void subclassesOfKeycloakClassesAreInOnePackagePerModule() {
        classes()
                .that(DescribedPredicate.describe("extend a class of Keycloak", ArchitectureTest::extendsKeycloak))
                .should()
                .resideInAPackage(OVERRIDES)
                .check(PROVIDER_CLASSES);
    }

    @Test
    void everySubclassOfAKeycloakClassNamesTheVersionThatWasReadAndItsTest() throws IOException {
        Set<String> tests;
        try (Stream<Path> sources = Files.walk(Path.of("src/test/java"))) {
            tests = sources.map(file -> file.getFileName().toString().replace(".java", ""))
                    .collect(toSet());
        }
        List<JavaClass> subclasses = PROVIDER_CLASSES.stream()
                .filter(ArchitectureTest::extendsKeycloak)
                .filter(JavaClass::isTopLevelClass)
                .toList();
        assertThat(subclasses).isNotEmpty();
        for (JavaClass subclass : subclasses) {
            Matcher note = OVERRIDE_NOTE.matcher(source(subclass).replaceAll("\\s+\\*?\\s*", " "));
            assertThat(note.find()).as(subclass.getName()).isTrue();
            assertThat(tests).as(subclass.getName()).contains(note.group(2));
        }
    }

    @Test
    void noTwoClassesHaveTheSameName() {
        Map<String, Set<String>> byName = PROVIDER_CLASSES.stream()
                .filter(JavaClass::isTopLevelClass)
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .collect(groupingBy(JavaClass::getSimpleName, mapping(JavaClass::getName, toSet())));
        assertThat(byName.values()).allSatisfy(names -> assertThat(names).hasSize(1));
    }

    @Test
    void commonHasOnlyWhatThreeModulesNeedAndContracts() {
        PROVIDER_CLASSES.stream()
                .filter(type -> type.getPackageName().equals(BASE + "common"))
                .filter(JavaClass::isTopLevelClass)
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .filter(type -> !CONTRACTS.contains(type.getSimpleName()))
                .forEach(type -> assertThat(usersOf(type)).as(type.getName()).hasSizeGreaterThanOrEqualTo(3));
    }

    @Test
    void classesOnThePageAboutTheArchitectureExist() {
        Set<String> classes =
                PROVIDER_CLASSES.stream().map(JavaClass::getSimpleName).collect(toSet());
        classes.addAll(
                List.of("KeycloakSession", "ClientSessionContext", "TokenExchangeContext", "ArchitectureTest", "Date"));
        assertThat(Sources.find("`([A-Z]\\w*[a-z]\\w*)(?:\\.\\w+)?`", Sources.text("docs/architecture.md")))
                .hasSizeGreaterThan(50)
                .isSubsetOf(classes);
    }

    @Test
    void pageAboutTheArchitectureListsEveryProvider() throws IOException {
        String table = Sources.text("docs/architecture.md")
                .replaceFirst("(?s).*\n## Keycloak's SPIs\n", "")
                .replaceFirst("(?s)\n## .*", "");
        try (Stream<Path> files = Files.walk(PROVIDERS)) {
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
        PROVIDER_CLASSES.stream()
                .map(type -> type.getPackageName().replace('.', '/'))
                .distinct()
                .forEach(name -> {
                    try (Stream<Path> files = Files.walk(PROVIDERS)) {
                        assertThat(files.filter(file -> file.endsWith(name + "/package-info.java")))
                                .as(name)
                                .hasSize(1);
                    } catch (IOException e) {
                        throw new AssertionError(e);
                    }
                });
    }

    private static Set<String> modules() {
        return PROVIDER_CLASSES.stream().map(ArchitectureTest::module).collect(toSet());
    }

    private static Set<String> usersOf(JavaClass type) {
        return type.getDirectDependenciesToSelf().stream()
                .map(Dependency::getOriginClass)
                .map(ArchitectureTest::module)
                .collect(toSet());
    }

    private static String module(JavaClass type) {
        return type.getPackageName().substring(BASE.length()).replaceFirst("\\..*", "");
    }

    private static boolean extendsKeycloak(JavaClass type) {
        return type.getRawSuperclass()
                .filter(parent -> parent.getName().startsWith("org.keycloak."))
                .filter(parent -> !MEANT_TO_BE_EXTENDED.contains(parent.getName()))
                .isPresent();
    }

    private static String source(JavaClass type) throws IOException {
        String path = "src/main/java/" + type.getName().replace('.', '/') + ".java";
        try (Stream<Path> modules = Files.list(PROVIDERS)) {
            return Files.readString(modules.map(module -> module.resolve(path))
                    .filter(Files::exists)
                    .findFirst()
                    .orElseThrow());
        }
    }
}

package dev.oauth2notebook.keycloak.project;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Path;
import java.util.Set;

/** The classes of the providers, with what Keycloak classes they extend. */
final class ProviderClasses {

    static final String BASE = "dev.oauth2notebook.keycloak.";
    static final Path FOLDER = Path.of("../providers");

    /** All of them but the generated and the tests. */
    static final JavaClasses ALL = new ClassFileImporter()
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

    /** Base classes that Keycloak means to be extended by providers of these SPIs. */
    private static final Set<String> MEANT_TO_BE_EXTENDED = Set.of(
            "org.keycloak.representations.idm.ClientPolicyExecutorConfigurationRepresentation",
            "org.keycloak.protocol.oidc.mappers.AbstractOIDCProtocolMapper");

    private ProviderClasses() {}

    /** Returns the module of a class, as its packages name it. */
    static String module(JavaClass type) {
        return type.getPackageName().substring(BASE.length()).replaceFirst("\\..*", "");
    }

    /** Returns whether the nearest superclass outside of this project is one of Keycloak that is not meant to be extended. */
    static boolean extendsKeycloak(JavaClass type) {
        return type.getAllRawSuperclasses().stream()
                .map(JavaClass::getName)
                .filter(parent -> !parent.startsWith(BASE))
                .findFirst()
                .filter(parent -> parent.startsWith("org.keycloak."))
                .filter(parent -> !MEANT_TO_BE_EXTENDED.contains(parent))
                .isPresent();
    }
}

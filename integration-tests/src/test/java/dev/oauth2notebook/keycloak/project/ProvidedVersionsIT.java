package dev.oauth2notebook.keycloak.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.oauth2notebook.keycloak.support.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Checks that what the providers are compiled against is what Keycloak ships. */
class ProvidedVersionsIT {

    private static final Pattern PROVIDED = Pattern.compile(
            "<groupId>(.*?)</groupId>\\s*<artifactId>(.*?)</artifactId>\\s*(?:<version>(.*?)</version>\\s*)?<scope>provided</scope>");

    private static final String ROOT_POM = Sources.text("pom.xml");

    /** Another Keycloak, chosen on the command line, may ship other versions. */
    @BeforeEach
    void serverIsOfTheVersionInThePom() throws IOException {
        String server = Files.readString(Project.server().resolve("version.txt"));
        assumeTrue(server.strip().endsWith("Version " + property("keycloak.version")), server);
    }

    @Test
    void providedDependenciesAreInTheServer() throws IOException {
        Set<String> shipped;
        try (Stream<Path> files = Files.walk(Project.server().resolve("lib"))) {
            shipped = files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
        }
        Set<String> provided = new TreeSet<>();
        for (Path pom : Sources.below("providers").stream()
                .filter(file -> file.endsWith("pom.xml"))
                .toList()) {
            PROVIDED.matcher(Sources.text(pom))
                    .results()
                    .map(ProvidedVersionsIT::jar)
                    .forEach(provided::add);
        }
        assertThat(provided).hasSizeGreaterThan(10);
        assertThat(shipped).containsAll(provided);
    }

    private static String jar(MatchResult dependency) {
        String artifact = dependency.group(2);
        String version = dependency.group(3) == null ? managed(artifact) : dependency.group(3);
        return dependency.group(1) + "." + artifact + "-" + resolve(version) + ".jar";
    }

    private static String managed(String artifact) {
        return Sources.find(
                        "<artifactId>" + Pattern.quote(artifact) + "</artifactId>\\s*<version>(.*?)</version>",
                        ROOT_POM)
                .get(0);
    }

    private static String resolve(String version) {
        return version.startsWith("${") ? property(version.substring(2, version.length() - 1)) : version;
    }

    private static String property(String name) {
        List<String> values = Sources.find("<" + Pattern.quote(name) + ">(.*?)</", ROOT_POM);
        assertThat(values).as(name).hasSize(1);
        return values.get(0);
    }
}

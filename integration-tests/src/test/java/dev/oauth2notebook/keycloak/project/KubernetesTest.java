package dev.oauth2notebook.keycloak.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Checks that the resources for the Keycloak Operator are consistent with each other, the image and the realm. They are
 * not validated against the operator's schema, which is not available here.
 */
class KubernetesTest {

    private static final String FOLDER = "deploy/kubernetes";
    private static final String IMPORT = Sources.text(FOLDER + "/realm-import.yaml");
    private static final String REALM = Sources.text("realm-config/notebook-realm.json");

    private final Map<String, Object> keycloak = Sources.yaml(Sources.text(FOLDER + "/keycloak.yaml"));
    private final Map<String, Object> realmImport = Sources.yaml(IMPORT);

    @Test
    void resourcesUseTheExpectedApi() {
        assertThat(List.of(keycloak.get("apiVersion"), realmImport.get("apiVersion")))
                .containsOnly("k8s.keycloak.org/v2beta1");
        assertThat(List.of(keycloak.get("kind"), realmImport.get("kind")))
                .containsExactly("Keycloak", "KeycloakRealmImport");
    }

    @Test
    void importRefersToTheKeycloakResource() {
        assertThat(spec(realmImport).get("keycloakCRName")).isEqualTo(at(keycloak, "metadata", "name"));
    }

    @Test
    void imageHasTheVersionOfTheProject() {
        String version = Sources.find("<version>(.*?)(?:-SNAPSHOT)?</version>", Sources.text("pom.xml"))
                .get(0);
        assertThat(spec(keycloak).get("image").toString()).endsWith("/keycloak-oauth2-notebook:" + version);
    }

    /** `start --optimized` refuses values other than those that the image was built with. */
    @Test
    void optionsMatchThoseOfTheImage() {
        Map<String, String> built = new HashMap<>();
        Sources.find("^([a-z-]+=.*)", Sources.text("distribution/src/main/distribution/conf/keycloak.conf"))
                .forEach(line -> built.put(line.split("=")[0], line.split("=")[1]));
        Sources.find("(KC_[A-Z_]+=\\w+)", Sources.text("Dockerfile"))
                .forEach(line -> built.put(
                        line.split("=")[0]
                                .substring("KC_".length())
                                .toLowerCase()
                                .replace('_', '-'),
                        line.split("=")[1]));
        List<Map<String, String>> options = cast(spec(keycloak).get("additionalOptions"));
        assertThat(options).hasSize(2).allSatisfy(option -> assertThat(built)
                .containsEntry(option.get("name"), option.get("value")));
        assertThat(at(keycloak, "spec", "db", "vendor")).isEqualTo(built.get("db"));
    }

    /** No secret and no localhost URL may come from the defaults in the realm file. */
    @Test
    void everyDevelopmentDefaultHasAPlaceholder() {
        assertThat(new TreeSet<>(placeholders().keySet()))
                .isEqualTo(new TreeSet<>(
                        Sources.find("\\$\\{([A-Z0-9_]+):[^}]*(?:development-secret|localhost)[^}]*}", REALM)));
    }

    @Test
    void everyPlaceholderIsAKeyOfTheRealmSecret() {
        placeholders().forEach((name, value) -> assertThat(value.get("secret"))
                .isEqualTo(Map.of("name", "notebook-realm", "key", name)));
    }

    /** Runs the command from the comment at the top of the file, but prints the resource instead of applying it. */
    @Test
    void documentedCommandImportsTheShippedRealmWithoutItsUsers() throws IOException, InterruptedException {
        String command = Sources.find("^#   (\\(cat .*)$", IMPORT).get(0);
        Process shell = new ProcessBuilder("bash", "-c", command.replace("| kubectl apply -f -", ""))
                .directory(Sources.file(FOLDER).toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Map<String, Object> sent =
                Sources.yaml(new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        assertThat(shell.waitFor()).isZero();
        Map<String, Object> shipped = new HashMap<>(Sources.<Map<String, Object>>yaml(REALM));
        assertThat(shipped.remove("users")).isNotNull();
        assertThat(spec(sent).get("realm")).isEqualTo(shipped);
    }

    @Test
    void documentationNamesEverySecretAndItsKeys() {
        String documentation = Sources.text("docs/production.md");
        Map<String, List<String>> secrets =
                Sources.find("^kubectl create secret ([^\\\\\\n]*(?:\\\\\\n[^\\\\\\n]*)*)", documentation).stream()
                        .collect(Collectors.toMap(
                                line -> line.split(" ")[1],
                                line -> Sources.find("--from-literal=(\\w+)=", line),
                                (one, other) -> other,
                                TreeMap::new));
        assertThat(secrets)
                .containsEntry("notebook-database", List.of("username", "password"))
                .containsKey((String) at(keycloak, "spec", "http", "tlsSecret"));
        assertThat(secrets.get("notebook-realm"))
                .containsExactlyInAnyOrderElementsOf(placeholders().keySet());
        assertThat(at(keycloak, "spec", "db", "usernameSecret"))
                .isEqualTo(Map.of("name", "notebook-database", "key", "username"));
        assertThat(at(keycloak, "spec", "db", "passwordSecret"))
                .isEqualTo(Map.of("name", "notebook-database", "key", "password"));
    }

    private Map<String, Map<String, Object>> placeholders() {
        return cast(spec(realmImport).get("placeholders"));
    }

    private static Map<String, Object> spec(Map<String, Object> resource) {
        return cast(resource.get("spec"));
    }

    private static Object at(Map<String, Object> resource, String... path) {
        Object value = resource;
        for (String name : path) {
            value = ((Map<?, ?>) value).get(name);
        }
        return value;
    }

    @SuppressWarnings("unchecked")
    private static <T> T cast(Object value) {
        return (T) value;
    }
}

package dev.oauth2notebook.keycloak.documentation;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.oauth2notebook.keycloak.support.Admin;
import dev.oauth2notebook.keycloak.support.DocumentedCommands;
import dev.oauth2notebook.keycloak.support.NotebookServer;
import dev.oauth2notebook.keycloak.support.OAuth2;
import dev.oauth2notebook.keycloak.support.Person;
import dev.oauth2notebook.keycloak.support.Project;
import dev.oauth2notebook.keycloak.support.Server;
import dev.oauth2notebook.keycloak.support.Shell;
import dev.oauth2notebook.keycloak.support.Urls;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/**
 * Follows docs/install.md: executes its commands as they are, except for the server's URL and folder, and checks its files for
 * Docker and the Keycloak Operator.
 */
@ExtendWith(NotebookServer.class)
@Order(2)
class InstallIT {

    private static final String DOCUMENT = "docs/install.md";
    private static final String HOME = "/opt/keycloak";
    private static final Path PROVIDERS = Project.root().resolve("providers");
    private static final String CALLBACK = "http://127.0.0.1/callback";
    private static final Pattern AUDIENCE = Pattern.compile("\"aud\" : (\\[[^]]*]|\"[^\"]*\")");

    private static Server server;
    private static Admin admin;
    private static String output;

    @TempDir
    private static Path sessions;

    @TempDir
    private Path folder;

    private Path keycloak;

    @BeforeAll
    static void setUpThePolicy() {
        server = NotebookServer.get();
        admin = new Admin(server);
        run("Sign in");
        admin.request()
                .body(Map.of("attributes", Map.of("set-before", "kept")))
                .put("/my-realm")
                .then()
                .statusCode(204);
        output = Stream.of(
                        "Create the two services",
                        "Put the requester into the audience",
                        "Write a permit",
                        "Set a realm attribute")
                .map(InstallIT::run)
                .reduce("", String::concat);
    }

    @AfterAll
    static void deleteTheRealm() {
        admin.request().delete("/my-realm").then().statusCode(204);
    }

    @BeforeEach
    void createKeycloakFolder() throws IOException {
        keycloak = Files.createDirectories(folder.resolve("keycloak"));
        Files.createDirectories(keycloak.resolve("providers"));
        Files.createDirectories(keycloak.resolve("themes"));
    }

    @Test
    void exampleTokenNamesTheRequesterAsAudience() {
        Matcher audience = AUDIENCE.matcher(output);
        assertThat(audience.find()).as(output).isTrue();
        assertThat(audience.group(1)).contains("\"orders\"");
    }

    @Test
    void realmAttributeIsSetAndOthersAreKept() {
        assertThat(output).contains("\"token-exchange-policy\" : \"enforced\"");
        assertThat(admin.request().get("/my-realm").jsonPath().<String, String>getMap("attributes"))
                .containsEntry("token-exchange-policy", "enforced")
                .containsEntry("set-before", "kept");
    }

    @Test
    void onlyThePermittedExchangeIsGranted() throws ParseException {
        String[] responses = shell().set("SUBJECT_TOKEN", userToken())
                .run(commands("Try it"))
                .strip()
                .split("\n");
        assertThat(responses).hasSize(2);
        JWTClaimsSet token = SignedJWT.parse(JsonPath.from(responses[0]).getString("access_token"))
                .getJWTClaimsSet();
        assertThat(token.getAudience()).containsExactly("payments");
        assertThat(token.getStringClaim("azp")).isEqualTo("orders");
        assertThat(JsonPath.from(responses[1]).getString("error")).isEqualTo("invalid_target");
    }

    @Test
    void filesOfAReleaseAreCheckedAndInstalled() throws IOException {
        Path release = release();
        install(release, "From a release");
        assertThat(installed())
                .hasSize(3)
                .contains("keycloak-oauth2-notebook-common.jar", "keycloak-oauth2-notebook-token-exchange.jar")
                .anyMatch(jar -> jar.startsWith("AmazonCorrettoCryptoProvider"));
        assertThat(keycloak.resolve("themes/notebook/login/theme.properties")).exists();
    }

    @Test
    void corruptFileOfAReleaseIsNotInstalled() throws IOException {
        Path release = release();
        Files.writeString(release.resolve("keycloak-oauth2-notebook-common.jar"), "corrupt");
        assertThatThrownBy(() -> install(release, "From a release"))
                .hasMessageContaining("keycloak-oauth2-notebook-common.jar: FAILED");
        assertThat(installed()).isEmpty();
    }

    @Test
    void jarsOfABuildAreInstalled() throws IOException {
        Path project = Files.createDirectories(folder.resolve("project"));
        Files.createSymbolicLink(project.resolve("providers"), providersWithLibrary());
        install(project, "From the source");
        assertThat(installed()).hasSameElementsAs(namesIn(Project.server().resolve("providers"), ".jar"));
    }

    @Test
    void filesThatTheImageLayerCopiesExist() throws IOException {
        String dockerfile = block("dockerfile");
        List<String> copied = find("(/opt/keycloak/providers/\\S+)", dockerfile);
        assertThat(copied).hasSize(2);
        for (String path : copied) {
            assertThat(Project.server().resolve(path.substring(HOME.length() + 1)))
                    .exists();
        }
        assertThat(find("keycloak-oauth2-notebook:(\\S+) ", dockerfile)).containsExactly(version());
    }

    @Test
    void operatorResourceHasOnlyFieldsOfTheShippedOneAndExistingOptions() throws IOException {
        Map<String, Object> documented = new Yaml().load(block("yaml"));
        Map<String, Object> shipped =
                new Yaml().load(Files.readString(Project.root().resolve("deploy/kubernetes/keycloak.yaml")));
        assertThat(documented.keySet()).isEqualTo(shipped.keySet());
        assertThat(documented)
                .containsEntry("apiVersion", shipped.get("apiVersion"))
                .containsEntry("kind", shipped.get("kind"));
        Map<?, ?> spec = (Map<?, ?>) documented.get("spec");
        assertThat(((Map<?, ?>) shipped.get("spec")).keySet().containsAll(spec.keySet()))
                .isTrue();
        String configuration = Files.readString(Project.server().resolve("conf/keycloak.conf"));
        assertThat((List<?>) spec.get("additionalOptions")).hasSize(2).allSatisfy(option -> assertThat(configuration)
                .contains("\n" + ((Map<?, ?>) option).get("name") + "="));
    }

    private static String run(String section) {
        return shell().run(commands(section));
    }

    private static String commands(String section) {
        return DocumentedCommands.script(InstallIT.class, DOCUMENT, section)
                .replace("http://localhost:8080", server.localUrl());
    }

    /** The session of {@code kcadm.sh} is in the user's home folder, as Java sees it. */
    private static Shell shell() {
        return Shell.in(sessions)
                .set("PATH", Project.server().resolve("bin") + ":" + System.getenv("PATH"))
                .set("KC_OPTS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Duser.home=" + sessions)
                .set("KC_CLI_PASSWORD", Server.ADMIN);
    }

    private void install(Path from, String section) {
        Shell.in(from)
                .run(DocumentedCommands.script(InstallIT.class, DOCUMENT, section)
                        .replace(HOME, keycloak.toString()));
    }

    private List<String> installed() throws IOException {
        return namesIn(keycloak.resolve("providers"), "");
    }

    /** The files that the workflow {@code release} collects. */
    private Path release() throws IOException {
        Path release = Files.createDirectories(folder.resolve("release"));
        try (Stream<Path> files = Files.walk(PROVIDERS, 3)) {
            for (Path jar :
                    (Iterable<Path>) files.filter(file -> file.getParent().endsWith("target"))
                            .filter(file -> file.toString().endsWith(".jar"))::iterator) {
                Files.copy(jar, release.resolve(jar.getFileName()));
            }
        }
        String zip = "keycloak-oauth2-notebook.zip";
        Files.createSymbolicLink(
                release.resolve(zip),
                Project.root().resolve("distribution/target").resolve(zip));
        Shell.in(release).run("sha256sum -- * >SHA256SUMS");
        return release;
    }

    /** The modules, and the library where Maven would put it. */
    private Path providersWithLibrary() throws IOException {
        Path providers = Files.createDirectories(folder.resolve("providers"));
        Path library = Files.createDirectories(providers.resolve("target/library"));
        try (Stream<Path> modules = Files.list(PROVIDERS).filter(Files::isDirectory)) {
            for (Path module : (Iterable<Path>) modules.filter(file -> !file.endsWith("target"))::iterator) {
                Files.createSymbolicLink(providers.resolve(module.getFileName()), module);
            }
        }
        for (String jar : namesIn(Project.server().resolve("providers"), ".jar")) {
            if (jar.startsWith("AmazonCorrettoCryptoProvider")) {
                Files.copy(Project.server().resolve("providers").resolve(jar), library.resolve(jar));
            }
        }
        return providers;
    }

    private static String userToken() {
        Person.Page page = new Person("carol", "choose-your-own")
                .signIn(
                        Urls.query(
                                endpoint("auth"),
                                Map.of(
                                        "client_id", "shop",
                                        "response_type", "code",
                                        "redirect_uri", CALLBACK,
                                        "scope", "openid")),
                        CALLBACK);
        return OAuth2.accessToken(given().formParam("grant_type", "authorization_code")
                .formParam("client_id", "shop")
                .formParam("code", page.parameter("code"))
                .formParam("redirect_uri", CALLBACK)
                .post(endpoint("token")));
    }

    private static String endpoint(String name) {
        return server.localUrl() + "/realms/my-realm/protocol/openid-connect/" + name;
    }

    /** Returns the first block in a language. */
    private static String block(String language) throws IOException {
        return find(
                        "(?s)```" + language + "\n(.*?)\n```",
                        Files.readString(Project.root().resolve(DOCUMENT)))
                .get(0);
    }

    private static String version() throws IOException {
        return find(
                        "<version>(.*?)(?:-SNAPSHOT)?</version>",
                        Files.readString(Project.root().resolve("pom.xml")))
                .get(0);
    }

    private static List<String> find(String regex, String text) {
        return Pattern.compile(regex)
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    private static List<String> namesIn(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ending))
                    .toList();
        }
    }
}

package dev.oauth2notebook.keycloak.conformance;

import static com.jayway.jsonpath.matchers.JsonPathMatchers.hasJsonPath;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.oauth2notebook.keycloak.support.Admin;
import dev.oauth2notebook.keycloak.support.DocumentedCommands;
import dev.oauth2notebook.keycloak.support.NotebookServer;
import dev.oauth2notebook.keycloak.support.OAuth2;
import dev.oauth2notebook.keycloak.support.Person;
import dev.oauth2notebook.keycloak.support.Project;
import dev.oauth2notebook.keycloak.support.Shell;
import dev.oauth2notebook.keycloak.support.Urls;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Checks what docs/conformance.md says about the clients for the OpenID conformance suite and about its findings. */
@ExtendWith(NotebookServer.class)
class ConformanceIT {

    private static final Path FILES = Project.root().resolve("docs/conformance");
    private static final OAuth2 OAUTH = new OAuth2(NotebookServer.get());
    private static final Admin ADMIN = new Admin(NotebookServer.get());
    private static final String CALLBACK = "https://localhost.emobix.co.uk:8443/test/a/notebook/callback";

    private static List<String> imported;

    @BeforeAll
    static void importClients() {
        String command = DocumentedCommands.script(ConformanceIT.class, "docs/conformance.md", "Running it")
                .replace("https://id.example.org", NotebookServer.get().localUrl());
        imported = JsonPath.from(Shell.in(Project.root())
                        .set("ADMIN_TOKEN", ADMIN.token())
                        .run(command))
                .getList("results.id");
    }

    @AfterAll
    static void deleteClients() {
        imported.forEach(
                id -> ADMIN.request().delete("/notebook/clients/" + id).then().statusCode(204));
    }

    @Test
    void everyPlanUsesImportedClients() throws IOException {
        List<String> clients =
                JsonPath.from(Files.readString(FILES.resolve("clients.json"))).getList("clients.clientId");
        assertThat(imported).hasSameSizeAs(clients);
        for (String plan : List.of("basic", "logout", "fapi2")) {
            JsonPath json = JsonPath.from(Files.readString(FILES.resolve(plan + ".json")));
            assertThat(clients)
                    .as(plan)
                    .contains(json.getString("client.client_id"), json.getString("client2.client_id"));
        }
    }

    @Test
    void essentialClaimsAreInTheIdToken() throws Exception {
        Map<String, String> request = request("conformance-1");
        request.put("claims", "{\"id_token\":{\"family_name\":{\"essential\":true}}}");
        assertThat(idToken(request).getStringClaim("family_name")).isEqualTo("User");
        assertThat(idToken(request("conformance-1")).getClaims()).doesNotContainKeys("family_name", "email");
    }

    @Test
    void fapiClientsMustPushTheirRequests() {
        Person.Page page =
                new Person("nobody", "").open(Urls.query(OAUTH.url("/auth"), request("conformance-fapi-1")), CALLBACK);
        assertThat(page.url()).startsWith(CALLBACK).contains("error=invalid_request");
    }

    @Test
    void loginPageLinksToTheClientsPolicyAndTerms() {
        String client = "client-" + UUID.randomUUID();
        ADMIN.create(
                "/notebook/clients",
                Map.of(
                        "clientId",
                        client,
                        "name",
                        "Documented",
                        "publicClient",
                        true,
                        "redirectUris",
                        List.of(CALLBACK),
                        "attributes",
                        Map.of(
                                "policyUri",
                                "https://app.example/policy",
                                "tosUri",
                                "https://app.example/terms?a=1&b=2")));
        Person.Page page = new Person("nobody", "").open(Urls.query(OAUTH.url("/auth"), request(client)), CALLBACK);
        assertThat(page.document().select("main a[rel=noopener noreferrer]").eachAttr("href"))
                .containsExactly("https://app.example/policy", "https://app.example/terms?a=1&b=2");
        assertThat(page.document().select("main").text()).contains("How Documented handles your data:");
    }

    @Test
    void loginPageOfAClientWithoutPolicyAndTermsHasNoLinks() {
        Person.Page page =
                new Person("nobody", "").open(Urls.query(OAUTH.url("/auth"), request("conformance-1")), CALLBACK);
        assertThat(page.document().select("main a[target=_blank]")).isEmpty();
    }

    private static Map<String, String> request(String client) {
        Map<String, String> request = new LinkedHashMap<>();
        request.put("client_id", client);
        request.put("response_type", "code");
        request.put("scope", "openid");
        request.put("redirect_uri", CALLBACK);
        request.put("state", UUID.randomUUID().toString());
        return request;
    }

    private static JWTClaimsSet idToken(Map<String, String> request) throws Exception {
        String code = OAUTH.authorize(ADMIN.newPerson(), request).parameter("code");
        Response response = OAUTH.post(
                "/token",
                Map.of(
                        "grant_type",
                        "authorization_code",
                        "code",
                        code,
                        "redirect_uri",
                        CALLBACK,
                        "client_id",
                        request.get("client_id"),
                        "client_secret",
                        "SECRET-OF-CONFORMANCE-1"));
        response.then().statusCode(200).body(hasJsonPath("$.token_type", equalTo("Bearer")));
        return SignedJWT.parse(response.<String>path("id_token")).getJWTClaimsSet();
    }
}

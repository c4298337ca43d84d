package dev.oauth2notebook.keycloak.serve;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.oauth2notebook.keycloak.support.Environment;
import dev.oauth2notebook.keycloak.support.Ports;
import dev.oauth2notebook.keycloak.support.SelfSignedKeyStore;
import dev.oauth2notebook.keycloak.support.ServerProcess;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code serve} with TLS: it reports the server as ready only when it is. */
class ServeTlsIT {

    @TempDir
    private Path folder;

    @Test
    void serverWithTlsIsReportedAsReadyWhenItIs() throws Exception {
        int port = Ports.free();
        String url = "https://localhost:" + port;
        String[] keyStore = SelfSignedKeyStore.create(folder).options();
        ServeTree tree = ServeTree.packaged(folder.resolve("project"));
        tree.tool("curl", "exec /usr/bin/curl \"$@\"");
        Environment.forServer(url).variables().forEach(tree::set);
        tree.set("JAVA_OPTS_APPEND", ServerProcess.JVM_OPTIONS);
        try (ServeRun run = tree.run("--http-enabled=false", "--https-port=" + port, keyStore[0], keyStore[1])) {
            run.await("The server is ready at " + url);
            given().relaxedHTTPSValidation()
                    .formParam("grant_type", "client_credentials")
                    .auth()
                    .preemptive()
                    .basic("backend", "backend-development-secret")
                    .post(url + "/token")
                    .then()
                    .statusCode(200);
            run.await("Ctrl-C stops the server.");
            assertThat(run.output()).contains("REQUESTS_CA_BUNDLE");
            assertThat(run.stop("INT")).isEqualTo(130);
        }
    }
}

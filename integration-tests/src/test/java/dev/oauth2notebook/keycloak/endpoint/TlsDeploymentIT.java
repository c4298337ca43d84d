package dev.oauth2notebook.keycloak.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oauth2notebook.keycloak.support.Ports;
import dev.oauth2notebook.keycloak.support.SelfSignedKeyStore;
import dev.oauth2notebook.keycloak.support.ServerProcess;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS in the server itself, with the cipher suites that RFC 9325 §4.2 (BCP 195) recommends and no others. */
class TlsDeploymentIT {

    private static final List<String> RECOMMENDED =
            List.of("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384");

    /** No forward secrecy, no authenticated encryption, or an ephemeral group that clients cannot check. */
    private static final List<String> OTHERS = List.of(
            "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA",
            "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384",
            "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_DHE_RSA_WITH_AES_256_CBC_SHA");

    @Test
    void onlyRecommendedCipherSuitesAreNegotiated(@TempDir Path folder) throws Exception {
        int port = Ports.free();
        try (ServerProcess server = new ServerProcess.Builder()
                .options("--https-port=" + port)
                .options(SelfSignedKeyStore.create(folder).options())
                .start()) {
            assertThat(server.log()).contains("https://127.0.0.1:" + port);
            assertThat(negotiated(port, "TLSv1.3", null)).isEqualTo("TLSv1.3");
            for (String suite : RECOMMENDED) {
                assertThat(negotiated(port, "TLSv1.2", suite)).as(suite).isEqualTo("TLSv1.2");
            }
            for (String suite : OTHERS) {
                assertThatThrownBy(() -> negotiated(port, "TLSv1.2", suite))
                        .as(suite)
                        .isInstanceOf(SSLException.class)
                        .hasMessageContaining("handshake_failure");
            }
        }
    }

    /** Performs a handshake with one TLS version and either one cipher suite or the default ones. */
    private static String negotiated(int port, String version, String suite) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new TrustsAll()}, null);
        try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", port)) {
            socket.setEnabledProtocols(new String[] {version});
            if (suite != null) {
                socket.setEnabledCipherSuites(new String[] {suite});
            }
            socket.startHandshake();
            return socket.getSession().getProtocol();
        }
    }

    /** Trusts the self-signed certificate; only the cipher suite matters here. */
    private static final class TrustsAll implements X509TrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}

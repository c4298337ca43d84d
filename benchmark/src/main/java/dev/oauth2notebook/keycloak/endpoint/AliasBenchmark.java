package dev.oauth2notebook.keycloak.endpoint;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What every request to the server pays at the root, whether its path is an alias or Keycloak's own. */
@State(Scope.Thread)
public class AliasBenchmark {

    private String token = "/token";
    private String registeredClient = "/register/6f1c1c3e-6a0e-4a52-9f2b-8a6e6a0f8f11";
    private String nativePath = "/realms/notebook/protocol/openid-connect/token";

    @Benchmark
    public boolean hit() {
        return isAlias(token);
    }

    @Benchmark
    public boolean hitOfRegisteredClient() {
        return isAlias(registeredClient);
    }

    @Benchmark
    public boolean miss() {
        return isAlias(nativePath);
    }

    /** As in {@link RootMount}, which itself needs a server. */
    private static boolean isAlias(String path) {
        return path.startsWith("/")
                && Alias.find(path.substring(1))
                        .filter(OAuth2ResourceProviderFactory::serves)
                        .isPresent();
    }
}

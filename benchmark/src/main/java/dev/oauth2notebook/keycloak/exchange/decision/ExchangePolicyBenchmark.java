package dev.oauth2notebook.keycloak.exchange.decision;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The decision on one token exchange: permits and request are there, as it is with a server that has read both. */
@State(Scope.Thread)
public class ExchangePolicyBenchmark {

    private static final String ISSUER = "https://server.example/realms/notebook";
    private static final int OTHER_PERMITS = 19;

    private long now = 1_800_000_000;

    private ExchangeRequest simple = request("downstream-service", null);
    private ExchangeRequest delegated =
            request("downstream-service", new ActorToken("service-account", "backend", ISSUER, Set.of(), false));
    private ExchangeRequest unknownAudience = request("somewhere", null);

    private List<Permit> onePermit = List.of(permit("downstream-service"));

    /** All are for the requester and for other services, so each is tried as far as the audience. */
    private List<Permit> manyPermits = Stream.concat(
                    IntStream.range(0, OTHER_PERMITS).mapToObj(i -> permit("service-" + i)),
                    Stream.of(permit("downstream-service")))
            .toList();

    @Benchmark
    public Decision grant() {
        return ExchangePolicy.decide(onePermit, simple, now);
    }

    @Benchmark
    public Decision grantOfDelegation() {
        return ExchangePolicy.decide(onePermit, delegated, now);
    }

    @Benchmark
    public Decision grantByTheLastOf20() {
        return ExchangePolicy.decide(manyPermits, simple, now);
    }

    @Benchmark
    public Decision refusal() {
        return ExchangePolicy.decide(onePermit, unknownAudience, now);
    }

    private static Permit permit(String audience) {
        return new Permit(
                "backend-calls-" + audience,
                Set.of("backend"),
                Set.of("frontend", "backend"),
                Set.of(audience),
                Permit.DEFAULT_REQUIRE_AUDIENCE,
                Set.of("api:read"),
                Set.of(),
                Permit.DEFAULT_REQUESTED_TOKEN_TYPES,
                ActorRule.OPTIONAL,
                Set.of(),
                Permit.DEFAULT_ACTING,
                Permit.DEFAULT_REQUIRE_MAY_ACT,
                Permit.DEFAULT_MAX_DEPTH,
                Permit.DEFAULT_MAX_LIFETIME);
    }

    private ExchangeRequest request(String audience, ActorToken actor) {
        return new ExchangeRequest(
                "backend",
                "service-account",
                new SubjectToken(
                        "alice",
                        "frontend",
                        Set.of("openid", "profile", "api:read", "api:write"),
                        Set.of(),
                        null,
                        new MayAct("backend", null),
                        now + 300),
                actor,
                List.of(audience),
                List.of(),
                Set.of("api:read"),
                Set.of("openid", "profile", "api:read", "api:write"),
                TokenType.ACCESS_TOKEN);
    }
}

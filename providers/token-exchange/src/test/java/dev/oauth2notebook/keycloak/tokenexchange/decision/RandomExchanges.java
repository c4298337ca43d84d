package dev.oauth2notebook.keycloak.tokenexchange.decision;

import dev.oauth2notebook.keycloak.tokenexchange.decision.MayAct.Party;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Builders;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.domains.DomainContextBase;

/**
 * Generates random permits and requests. There are only a few values of each kind, so that permits often match
 * requests; each kind has a prefix of its own, so that a failure shows where a value comes from.
 */
public final class RandomExchanges extends DomainContextBase {

    private static final List<String> CLIENTS = List.of("client-a", "client-b", "client-c");
    private static final List<String> SUBJECTS = List.of("sub-a", "sub-b", "sub-c", "sub-d", "sub-e", "sub-f");
    private static final List<String> AUDIENCES = List.of("https://aud-a", "https://aud-b", "https://aud-c");
    private static final List<String> SCOPES = List.of("scope-a", "scope-b", "scope-c", "offline_access");
    private static final List<String> PATHS =
            List.of("path-a:/", "path-a:/x", "path-a:/x/y", "path-a:/xy", "path-a:/x/", "path-a", "path-b:/x");
    private static final List<String> ROLES = List.of("role-a", "aud-a.role-b", "role-c");

    /** The current time: mostly before the subject token expires, sometimes any time. */
    @Provide
    Arbitrary<Long> now() {
        return Arbitraries.frequencyOf(Tuple.of(9, Arbitraries.longs().between(0, 500)), Tuple.of(1, anyTime()));
    }

    @Provide
    Arbitrary<List<Permit>> permits() {
        return Arbitraries.frequencyOf(
                Tuple.of(1, Arbitraries.just(List.of())),
                Tuple.of(19, permit().list().ofMinSize(1).ofMaxSize(5).uniqueElements(Permit::name)));
    }

    @Provide
    Arbitrary<Permit> permit() {
        return Builders.withBuilder(PermitBuilder::new)
                .use(Arbitraries.strings().numeric().ofLength(4).map(id -> "permit-" + id))
                .inSetter((b, v) -> b.name = v)
                .use(mostlyEmpty(CLIENTS))
                .inSetter((b, v) -> b.requesters = v)
                .use(most(CLIENTS))
                .inSetter((b, v) -> b.subjectClients = v)
                .use(most(AUDIENCES))
                .inSetter((b, v) -> b.audiences = v)
                .use(Arbitraries.of(true, false))
                .inSetter((b, v) -> b.requireAudience = v)
                .use(withPaths(mostlyEmpty(SCOPES), 0.7))
                .inSetter((b, v) -> b.scopes = v)
                .use(Arbitraries.<Set<String>>of(Set.of(), Set.of("path-a"), Set.of("path-a", "path-b")))
                .inSetter((b, v) -> b.pathScopes = v)
                .use(mostlyEmpty(ROLES))
                .inSetter((b, v) -> b.roles = v)
                .use(most(Arrays.asList(TokenType.values())))
                .inSetter((b, v) -> b.requestedTokenTypes = v)
                .use(Arbitraries.frequency(
                        Tuple.of(1, ActorRule.FORBIDDEN),
                        Tuple.of(8, ActorRule.OPTIONAL),
                        Tuple.of(1, ActorRule.REQUIRED)))
                .inSetter((b, v) -> b.actor = v)
                .use(mostlyEmpty(CLIENTS))
                .inSetter((b, v) -> b.actorClients = v)
                .use(Arbitraries.frequencyOf(
                        Tuple.of(14, Arbitraries.just(Set.<String>of())),
                        Tuple.of(1, Arbitraries.of(CLIENTS).set().ofMinSize(1))))
                .inSetter((b, v) -> b.chainClients = v)
                .use(Arbitraries.of(ActorSemantics.class))
                .inSetter((b, v) -> b.actorSemantics = v)
                .use(Arbitraries.frequency(Tuple.of(6, false), Tuple.of(1, true)))
                .inSetter((b, v) -> b.requireMayAct = v)
                .use(Arbitraries.integers().between(1, 4))
                .inSetter((b, v) -> b.maxDepth = v)
                .use(Arbitraries.frequencyOf(
                        Tuple.of(9, Arbitraries.longs().between(1, 1_000)),
                        Tuple.of(1, Arbitraries.longs().greaterOrEqual(1))))
                .inSetter((b, v) -> b.maxLifetime = v)
                .build(PermitBuilder::build);
    }

    @Provide
    Arbitrary<ExchangeRequest> request() {
        return Builders.withBuilder(RequestBuilder::new)
                .use(Arbitraries.of(CLIENTS))
                .inSetter((b, v) -> b.requester = v)
                .use(Arbitraries.of(SUBJECTS).injectNull(0.2))
                .inSetter((b, v) -> b.requesterSub = v)
                .use(Arbitraries.of(SUBJECTS))
                .inSetter((b, v) -> b.subjectSub = v)
                .use(Arbitraries.of(CLIENTS))
                .inSetter((b, v) -> b.subjectClient = v)
                .use(withPaths(most(SCOPES), 0.2))
                .inSetter((b, v) -> b.subjectScopes = v)
                .use(mostlyEmpty(ROLES))
                .inSetter((b, v) -> b.subjectRoles = v)
                .use(chain())
                .inSetter((b, v) -> b.act = v)
                .use(Arbitraries.frequencyOf(
                        Tuple.of(9, Arbitraries.longs().between(400, 1_000)), Tuple.of(1, anyTime())))
                .inSetter((b, v) -> b.expiresAt = v)
                .use(Arbitraries.frequency(Tuple.of(2, true), Tuple.of(1, false)))
                .inSetter((b, v) -> b.hasActor = v)
                .use(Arbitraries.of(SUBJECTS))
                .inSetter((b, v) -> b.actorSub = v)
                .use(Arbitraries.of(CLIENTS).injectNull(0.7))
                .inSetter((b, v) -> b.actorClient = v == null ? b.requester : v)
                .use(mayAct())
                .inSetter((b, v) -> b.mayAct = v)
                .use(Arbitraries.of(true, false))
                .inSetter(RandomExchanges::nameActingParty)
                .use(Arbitraries.of("https://iss-a", "https://iss-b"))
                .inSetter((b, v) -> b.actorIssuer = v)
                .use(mostlyEmpty(CLIENTS))
                .inSetter((b, v) -> b.actorAudience = v)
                .use(Arbitraries.frequency(Tuple.of(12, false), Tuple.of(1, true)))
                .inSetter((b, v) -> b.actorDelegated = v)
                .use(Arbitraries.of(AUDIENCES).list().ofMaxSize(3))
                .inSetter((b, v) -> b.audiences = v)
                .use(Arbitraries.of(AUDIENCES).list().ofMaxSize(1))
                .inSetter((b, v) -> b.resources = v)
                .use(Arbitraries.frequencyOf(
                                Tuple.of(12, Arbitraries.of("scope-a", "scope-b")),
                                Tuple.of(6, Arbitraries.of(PATHS)),
                                Tuple.of(1, Arbitraries.just("offline_access")))
                        .set()
                        .ofMaxSize(2)
                        .injectNull(0.5))
                .inSetter((b, v) -> b.requestedScopes = v)
                .use(withPaths(most(SCOPES), 0.2))
                .inSetter((b, v) -> b.assignedScopes = v)
                .use(Arbitraries.frequency(
                        Tuple.of(5, TokenType.ACCESS_TOKEN),
                        Tuple.of(3, TokenType.JWT),
                        Tuple.of(3, TokenType.ID_TOKEN),
                        Tuple.of(1, TokenType.REFRESH_TOKEN)))
                .inSetter((b, v) -> b.tokenType = v)
                .build(RequestBuilder::build);
    }

    private static Arbitrary<Actor> chain() {
        Arbitrary<Actor> none = Arbitraries.just(null);
        return Arbitraries.frequencyOf(
                Tuple.of(3, none),
                Tuple.of(2, link(none)),
                Tuple.of(1, link(link(none))),
                Tuple.of(1, link(link(link(link(none))))));
    }

    private static Arbitrary<Actor> link(Arbitrary<Actor> previous) {
        return Combinators.combine(
                        Arbitraries.of(SUBJECTS), Arbitraries.of(CLIENTS), Arbitraries.just("https://iss-a"), previous)
                .as(Actor::new);
    }

    private static Arbitrary<MayAct> mayAct() {
        Arbitrary<Party> party = Combinators.combine(
                        Arbitraries.of(CLIENTS).injectNull(0.3),
                        Arbitraries.of(SUBJECTS).injectNull(0.6))
                .as(Party::new);
        return Arbitraries.frequencyOf(
                        Tuple.of(8, party.list().ofSize(1)),
                        Tuple.of(2, party.list().ofMaxSize(3)))
                .map(MayAct::new)
                .injectNull(0.7);
    }

    private static Arbitrary<Long> anyTime() {
        return Arbitraries.oneOf(Arbitraries.longs(), Arbitraries.of(Long.MIN_VALUE, -1L, Long.MAX_VALUE));
    }

    /** Changes {@code may_act}, if there is one, so that it names the acting party. */
    private static void nameActingParty(RequestBuilder request, boolean wanted) {
        if (wanted && request.mayAct != null) {
            String client = request.hasActor ? request.actorClient : request.requester;
            String sub = request.hasActor ? request.actorSub : request.requesterSub;
            boolean withSub = request.mayAct.parties().stream().anyMatch(party -> party.sub() != null);
            List<Party> parties = new ArrayList<>(request.mayAct.parties());
            if (!parties.isEmpty()) {
                parties.remove(0);
            }
            parties.add(new Party(client, withSub ? sub : null));
            request.mayAct = new MayAct(parties);
        }
    }

    /** Adds up to three scopes with paths, and none with the given probability. */
    private static Arbitrary<Set<String>> withPaths(Arbitrary<Set<String>> scopes, double none) {
        Arbitrary<Set<String>> paths = Arbitraries.of(PATHS).set().ofMaxSize(3);
        return Combinators.combine(scopes, paths, Arbitraries.doubles().between(0, 1))
                .as((some, more, chance) -> {
                    Set<String> all = new LinkedHashSet<>(some);
                    all.addAll(chance < none ? Set.of() : more);
                    return all;
                });
    }

    /** At least one of the values, most often all of them. */
    private static <T> Arbitrary<Set<T>> most(List<T> values) {
        return Arbitraries.frequencyOf(
                Tuple.of(8, Arbitraries.just(new LinkedHashSet<>(values))),
                Tuple.of(3, Arbitraries.of(values).set().ofMinSize(1)));
    }

    /** Any of the values, most often none. */
    private static <T> Arbitrary<Set<T>> mostlyEmpty(List<T> values) {
        return Arbitraries.frequencyOf(
                Tuple.of(8, Arbitraries.just(Set.of())),
                Tuple.of(3, Arbitraries.of(values).set().ofMinSize(1)));
    }
}

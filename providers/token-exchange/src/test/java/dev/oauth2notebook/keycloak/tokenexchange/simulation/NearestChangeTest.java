package dev.oauth2notebook.keycloak.tokenexchange.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oauth2notebook.keycloak.tokenexchange.decision.Actor;
import dev.oauth2notebook.keycloak.tokenexchange.decision.ActorToken;
import dev.oauth2notebook.keycloak.tokenexchange.decision.AudiencePermit;
import dev.oauth2notebook.keycloak.tokenexchange.decision.CredentialsRequest;
import dev.oauth2notebook.keycloak.tokenexchange.decision.ExchangeRequest;
import dev.oauth2notebook.keycloak.tokenexchange.decision.MayAct;
import dev.oauth2notebook.keycloak.tokenexchange.decision.Permit;
import dev.oauth2notebook.keycloak.tokenexchange.decision.RandomCredentials;
import dev.oauth2notebook.keycloak.tokenexchange.decision.RandomExchanges;
import dev.oauth2notebook.keycloak.tokenexchange.decision.SubjectToken;
import dev.oauth2notebook.keycloak.tokenexchange.decision.TokenType;
import dev.oauth2notebook.keycloak.tokenexchange.permits.PermitSettings;
import dev.oauth2notebook.keycloak.tokenexchange.simulation.Change.Target;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class NearestChangeTest {

    private static final long NOW = 1_000;
    private static final SubjectToken SUBJECT =
            new SubjectToken("alice", "frontend", Set.of("read", "write"), Set.of(), null, null, NOW + 60);
    private static final ExchangeRequest REQUEST = new ExchangeRequest(
            "backend",
            "sa-backend",
            SUBJECT,
            null,
            List.of("orders"),
            List.of(),
            null,
            Set.of("read", "write"),
            TokenType.ACCESS_TOKEN);
    private static final ActorToken ACTOR = new ActorToken("sa-backend", "backend", "iss", Set.of(), false);

    @Test
    void requestThatPassesNeedsNoChange() {
        assertThat(NearestChange.find(attempt(permit(Map.of()), REQUEST))).isEmpty();
    }

    static Stream<Arguments> changes() {
        return Stream.of(
                Arguments.of(
                        Map.of("requesters", List.of("other")),
                        REQUEST,
                        List.of("add `backend` to `requesters` of permit p")),
                Arguments.of(
                        Map.of("subject-clients", List.of("app")),
                        REQUEST,
                        List.of("add `frontend` to `subject-clients` of permit p")),
                Arguments.of(
                        Map.of(),
                        new ChangedRequest(REQUEST).type(TokenType.ID_TOKEN).build(),
                        List.of(
                                "add `id_token` to `requested-token-types` of permit p",
                                "send the `requested_token_type` `urn:ietf:params:oauth:token-type:access_token` instead")),
                Arguments.of(
                        Map.of(),
                        new ChangedRequest(REQUEST)
                                .audiences(List.of("orders", "reports"))
                                .build(),
                        List.of("add `reports` to `audiences` of permit p", "send no `audience` `reports`")),
                Arguments.of(
                        Map.of(),
                        new ChangedRequest(REQUEST)
                                .audiences(List.of("reports"))
                                .build(),
                        List.of("add `reports` to `audiences` of permit p", "send the `audience` `orders`")),
                Arguments.of(
                        Map.of(),
                        new ChangedRequest(REQUEST).audiences(List.of()).build(),
                        List.of("set `require-audience` of permit p to `false`", "send the `audience` `orders`")),
                Arguments.of(
                        Map.of(),
                        new ChangedRequest(REQUEST)
                                .resources(List.of("reports"))
                                .build(),
                        List.of(
                                "add `reports` to `audiences` of permit p",
                                "send no `resource` `https://reports.example`")),
                Arguments.of(
                        Map.of("scopes", List.of("read")),
                        new ChangedRequest(REQUEST)
                                .scopes(Set.of("read", "write"))
                                .build(),
                        List.of("add `write` to `scopes` of permit p", "request without the scope `write`")),
                Arguments.of(
                        Map.of("scopes", List.of("read")),
                        new ChangedRequest(REQUEST).scopes(Set.of("write")).build(),
                        List.of("add `write` to `scopes` of permit p", "request only scopes among `read`")),
                Arguments.of(
                        Map.of(),
                        new ChangedRequest(REQUEST)
                                .scopes(Set.of("read", "offline_access"))
                                .build(),
                        List.of("request without the scope `offline_access`")),
                Arguments.of(
                        Map.of(),
                        withAssigned(Set.of("read"), Set.of("read", "write")),
                        List.of(
                                "assign the client scope `write` to the client `backend`",
                                "request without the scope `write`")),
                Arguments.of(Map.of("actor", "required"), REQUEST, List.of("set `actor` of permit p to `optional`")),
                Arguments.of(
                        Map.of(),
                        withActor(SUBJECT, ACTOR),
                        List.of("set `actor` of permit p to `optional`", "send no `actor_token`")),
                Arguments.of(
                        Map.of("actor", "optional"),
                        withActor(SUBJECT, new ActorToken("agent", "desk", "iss", Set.of("backend"), false)),
                        List.of("add `backend`, `desk` to `actor-clients` of permit p", "send no `actor_token`")),
                Arguments.of(
                        Map.of("actor", "optional"),
                        withActor(SUBJECT, new ActorToken("alice", "backend", "iss", Set.of(), false)),
                        List.of("send no `actor_token`")),
                Arguments.of(
                        Map.of("require-may-act", true),
                        REQUEST,
                        List.of("set `require-may-act` of permit p to `false`")),
                Arguments.of(
                        Map.of("actor", "optional"),
                        withActor(delegated(null), ACTOR),
                        List.of("set `max-depth` of permit p to `2`", "send no `actor_token`")),
                Arguments.of(
                        Map.of("actor", "optional", "max-depth", 2, "chain-clients", List.of("backend")),
                        withActor(delegated(null), ACTOR),
                        List.of("add `app` to `chain-clients` of permit p")),
                Arguments.of(
                        Map.of("actor", "required", "acting", "impersonation", "max-depth", 2),
                        withActor(delegated(null), ACTOR),
                        List.of("set `acting` of permit p to `delegation`")),
                Arguments.of(
                        Map.of(),
                        new ChangedRequest(REQUEST).subjectExpiresAt(NOW).build(),
                        List.of("send a `subject_token` that has not expired")));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void changesArePutIntoWords(Map<String, ?> values, ExchangeRequest request, List<String> texts) {
        List<List<Change>> found = NearestChange.find(attempt(permit(values), request));
        assertThat(found)
                .allSatisfy(changes -> assertThat(changes).hasSize(1))
                .extracting(changes -> changes.get(0).text())
                .containsExactlyElementsOf(texts);
    }

    @Test
    void severalChangesAreReportedTogetherAndTheShorterListIsFirst() {
        List<List<Change>> found = NearestChange.find(attempt(
                permit(Map.of()),
                new ChangedRequest(withActor(delegated(null), ACTOR))
                        .audiences(List.of("reports"))
                        .build()));
        assertThat(found).hasSize(2);
        assertThat(found.get(0))
                .extracting(Change::text)
                .containsExactly("send the `audience` `orders`", "send no `actor_token`");
        assertThat(found.get(1)).extracting(Change::key).containsExactly("audiences", "actor", "max-depth");
    }

    @Test
    void nothingIsReportedIfNoChangeHelps() {
        ExchangeRequest request = withActor(delegated(new MayAct("other", null)), null);
        assertThat(NearestChange.find(attempt(permit(Map.of()), request))).isEmpty();
    }

    /** A permit must not name what does not exist: it could not be saved. */
    @Test
    void unknownResourceIsNotAddedToThePermit() {
        ExchangeRequest request = new ChangedRequest(REQUEST)
                .resources(List.of(" https://nobody.example"))
                .build();
        ResolvedResources unknown = new ResolvedResources(Map.of("https://nobody.example", " https://nobody.example"));
        assertThat(NearestChange.find(new ExchangeAttempt(permit(Map.of()), request, unknown, NOW)))
                .singleElement()
                .satisfies(changes -> assertThat(changes)
                        .extracting(Change::text)
                        .containsExactly("send no `resource` `https://nobody.example`"));
    }

    static Stream<Arguments> credentialsChanges() {
        return Stream.of(
                Arguments.of(
                        Map.of("requesters", List.of("other")),
                        credentials(List.of("orders"), List.of(), Set.of()),
                        List.of("add `batch` to `requesters` of permit p")),
                Arguments.of(
                        Map.of(),
                        credentials(List.of("orders", "reports"), List.of(), Set.of()),
                        List.of("add `reports` to `audiences` of permit p", "send no `audience` `reports`")),
                Arguments.of(
                        Map.of(),
                        credentials(List.of("reports"), List.of(), Set.of()),
                        List.of("add `reports` to `audiences` of permit p", "send the `audience` `orders`")),
                Arguments.of(
                        Map.of(),
                        credentials(List.of("orders"), List.of("reports"), Set.of()),
                        List.of(
                                "add `reports` to `audiences` of permit p",
                                "send no `resource` `https://reports.example`")),
                Arguments.of(
                        Map.of(),
                        credentials(List.of(), List.of("reports"), Set.of()),
                        List.of(
                                "add `reports` to `audiences` of permit p",
                                "send no `resource` `https://reports.example`, but the `audience` `orders`")),
                Arguments.of(
                        Map.of("scopes", List.of("read")),
                        credentials(List.of("orders"), List.of(), Set.of("read", "write")),
                        List.of("add `write` to `scopes` of permit p", "request without the scope `write`")));
    }

    @ParameterizedTest
    @MethodSource("credentialsChanges")
    void changesOfClientCredentialsArePutIntoWords(
            Map<String, ?> values, CredentialsRequest request, List<String> texts) {
        Map<String, Object> all = new HashMap<>(Map.of("audiences", List.of("orders")));
        all.putAll(values);
        Map<String, String> byResource = new HashMap<>();
        request.resources().forEach(client -> byResource.put("https://" + client + ".example", client));
        CredentialsAttempt attempt = new CredentialsAttempt(
                PermitSettings.parseForCredentials("p", all).permit(), request, new ResolvedResources(byResource));
        assertThat(NearestChange.find(attempt))
                .allSatisfy(changes -> assertThat(changes).hasSize(1))
                .extracting(changes -> changes.get(0).text())
                .containsExactlyElementsOf(texts);
    }

    private static CredentialsRequest credentials(List<String> audiences, List<String> resources, Set<String> scopes) {
        return new CredentialsRequest("batch", audiences, resources, scopes, scopes);
    }

    /** Applies the reported values to the configuration, as an administrator would. */
    @Property(tries = 2_000, edgeCases = EdgeCasesMode.NONE)
    @Domain(RandomCredentials.class)
    void changesOfThePermitMakeClientCredentialsPass(
            @ForAll AudiencePermit permit, @ForAll CredentialsRequest request) {
        CredentialsAttempt attempt = new CredentialsAttempt(permit, request, new ResolvedResources(Map.of()));
        List<List<Change>> found = NearestChange.find(attempt);
        assertThat(found.isEmpty()).isEqualTo(attempt.failedCheck().isEmpty());
        found.stream()
                .filter(changes -> changes.stream().allMatch(change -> change.target() == Target.PERMIT))
                .forEach(changes -> {
                    Map<String, Object> values = new HashMap<>(PermitSettings.of(permit));
                    changes.forEach(change -> values.put(change.key(), change.value()));
                    AudiencePermit changed =
                            PermitSettings.parseForCredentials("p", values).permit();
                    assertThat(new CredentialsAttempt(changed, request, new ResolvedResources(Map.of())).failedCheck())
                            .isEmpty();
                });
    }

    /** Applies the reported values to the configuration, as an administrator would. */
    @Property(tries = 2_000, edgeCases = EdgeCasesMode.NONE)
    @Domain(RandomExchanges.class)
    void changesOfThePermitMakeTheRequestPass(
            @ForAll Permit permit, @ForAll ExchangeRequest request, @ForAll long now) {
        if (PermitSettings.parse("p", PermitSettings.of(permit)).permit() == null) {
            return;
        }
        ExchangeAttempt attempt = new ExchangeAttempt(permit, request, new ResolvedResources(Map.of()), now);
        List<List<Change>> found = NearestChange.find(attempt);
        if (attempt.failedCheck().isEmpty()) {
            assertThat(found).isEmpty();
        }
        found.stream()
                .filter(changes -> changes.stream().allMatch(change -> change.target() == Target.PERMIT))
                .forEach(changes -> {
                    Map<String, Object> values = new HashMap<>(PermitSettings.of(permit));
                    changes.forEach(change -> values.put(change.key(), change.value()));
                    Permit changed = PermitSettings.parse("p", values).permit();
                    assertThat(new ExchangeAttempt(changed, request, new ResolvedResources(Map.of()), now)
                                    .failedCheck())
                            .isEmpty();
                });
    }

    private static ExchangeAttempt attempt(Permit permit, ExchangeRequest request) {
        Map<String, String> byResource = new HashMap<>();
        request.resources().forEach(client -> byResource.put("https://" + client + ".example", client));
        return new ExchangeAttempt(permit, request, new ResolvedResources(byResource), NOW);
    }

    private static Permit permit(Map<String, ?> values) {
        Map<String, Object> all = new HashMap<>(Map.of(
                "requesters", List.of("backend"),
                "subject-clients", List.of("frontend"),
                "audiences", List.of("orders")));
        all.putAll(values);
        return PermitSettings.parse("p", all).permit();
    }

    private static SubjectToken delegated(MayAct mayAct) {
        return new SubjectToken(
                "alice",
                "frontend",
                SUBJECT.scopes(),
                Set.of(),
                new Actor("sa-app", "app", "iss", null),
                mayAct,
                SUBJECT.expiresAt());
    }

    private static ExchangeRequest withActor(SubjectToken subject, ActorToken actor) {
        return new ExchangeRequest(
                "backend",
                "sa-backend",
                subject,
                actor,
                List.of("orders"),
                List.of(),
                null,
                REQUEST.assignedScopes(),
                TokenType.ACCESS_TOKEN);
    }

    private static ExchangeRequest withAssigned(Set<String> assigned, Set<String> requested) {
        return new ExchangeRequest(
                "backend",
                "sa-backend",
                SUBJECT,
                null,
                List.of("orders"),
                List.of(),
                requested,
                assigned,
                TokenType.ACCESS_TOKEN);
    }
}

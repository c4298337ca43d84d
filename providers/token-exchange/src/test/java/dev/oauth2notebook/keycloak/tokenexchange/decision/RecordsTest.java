package dev.oauth2notebook.keycloak.tokenexchange.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.oauth2notebook.keycloak.tokenexchange.decision.Decision.Grant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordsTest {

    @Test
    void permitsAreStrictByDefault() {
        Permit permit = new PermitBuilder().build();

        assertThat(permit.requireAudience()).isTrue();
        assertThat(permit.requestedTokenTypes()).containsExactly(TokenType.ACCESS_TOKEN, TokenType.JWT);
        assertThat(permit.actor()).isEqualTo(ActorRule.FORBIDDEN);
        assertThat(permit.actorSemantics()).isEqualTo(ActorSemantics.DELEGATION);
        assertThat(permit.requireMayAct()).isFalse();
        assertThat(permit.maxDepth()).isEqualTo(1);
        assertThat(permit.maxLifetime()).isEqualTo(300);
    }

    @Test
    void permitRejectsNull() {
        assertThatNullPointerException().isThrownBy(permit(p -> p.name = null)).withMessage("name");
        assertThatNullPointerException()
                .isThrownBy(permit(p -> p.requesters = null))
                .withMessage("requesters");
        assertThatNullPointerException()
                .isThrownBy(permit(p -> p.subjectClients = null))
                .withMessage("subjectClients");
        assertThatNullPointerException()
                .isThrownBy(permit(p -> p.audiences = null))
                .withMessage("audiences");
        assertThatNullPointerException()
                .isThrownBy(permit(p -> p.scopes = null))
                .withMessage("scopes");
        assertThatNullPointerException()
                .isThrownBy(permit(p -> p.requestedTokenTypes = null))
                .withMessage("requestedTokenTypes");
        assertThatNullPointerException().isThrownBy(permit(p -> p.actor = null)).withMessage("actor");
        assertThatNullPointerException()
                .isThrownBy(permit(p -> p.actorClients = null))
                .withMessage("actorClients");
        assertThatNullPointerException()
                .isThrownBy(permit(p -> p.actorSemantics = null))
                .withMessage("actorSemantics");
        assertThatNullPointerException()
                .isThrownBy(permit(p -> p.scopes = Collections.singleton(null)))
                .withMessage("scopes");
    }

    @Test
    void permitRejectsEmptySetsThatWouldCoverNothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(permit(p -> p.subjectClients = Set.of()))
                .withMessage("subjectClients is empty");
        assertThatIllegalArgumentException()
                .isThrownBy(permit(p -> p.audiences = Set.of()))
                .withMessage("audiences is empty");
        assertThatIllegalArgumentException()
                .isThrownBy(permit(p -> p.requestedTokenTypes = Set.of()))
                .withMessage("requestedTokenTypes is empty");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void permitRejectsLimitsBelowOne(int limit) {
        assertThatIllegalArgumentException()
                .isThrownBy(permit(p -> p.maxDepth = limit))
                .withMessage("maxDepth is " + limit + ", less than 1");
        assertThatIllegalArgumentException()
                .isThrownBy(permit(p -> p.maxLifetime = limit))
                .withMessage("maxLifetime is " + limit + ", less than 1");
    }

    @Test
    void permitCopiesItsArguments() {
        Set<String> audiences = new HashSet<>(Set.of("orders"));
        PermitBuilder builder = new PermitBuilder();
        builder.audiences = audiences;
        Permit permit = builder.build();

        audiences.add("billing");

        assertThat(permit.audiences()).containsExactly("orders").isUnmodifiable();
        assertThat(permit.scopes()).isUnmodifiable();
        assertThat(permit.requestedTokenTypes()).isUnmodifiable();
        assertThat(Permit.DEFAULT_REQUESTED_TOKEN_TYPES).isUnmodifiable();
    }

    @Test
    void requestRejectsNull() {
        assertThatNullPointerException()
                .isThrownBy(request(r -> r.requester = null))
                .withMessage("requester");
        assertThatNullPointerException()
                .isThrownBy(request(r -> r.subjectSub = null))
                .withMessage("sub");
        assertThatNullPointerException()
                .isThrownBy(request(r -> r.subjectClient = null))
                .withMessage("client");
        assertThatNullPointerException()
                .isThrownBy(request(r -> r.subjectScopes = null))
                .withMessage("scopes");
        assertThatNullPointerException().isThrownBy(request(r -> r.audiences = null));
        assertThatNullPointerException().isThrownBy(request(r -> r.resources = Arrays.asList("orders", null)));
        assertThatNullPointerException()
                .isThrownBy(request(r -> r.assignedScopes = null))
                .withMessage("assignedScopes");
        assertThatNullPointerException()
                .isThrownBy(request(r -> r.tokenType = null))
                .withMessage("tokenType");
        assertThatNullPointerException()
                .isThrownBy(() -> new ExchangeRequest(
                        "backend", null, null, null, List.of(), List.of(), null, Set.of(), TokenType.JWT))
                .withMessage("subject");
    }

    @Test
    void actorTokenRejectsNull() {
        assertThatNullPointerException()
                .isThrownBy(actor(r -> r.actorSub = null))
                .withMessage("sub");
        assertThatNullPointerException()
                .isThrownBy(actor(r -> r.actorClient = null))
                .withMessage("client");
        assertThatNullPointerException()
                .isThrownBy(actor(r -> r.actorIssuer = null))
                .withMessage("issuer");
        assertThatNullPointerException()
                .isThrownBy(actor(r -> r.actorAudience = null))
                .withMessage("audience");
    }

    @Test
    void requestCopiesItsArguments() {
        List<String> audiences = new ArrayList<>(List.of("orders"));
        Set<String> scopes = new LinkedHashSet<>(List.of("write", "read"));
        RequestBuilder builder = new RequestBuilder();
        builder.audiences = audiences;
        builder.requestedScopes = scopes;
        ExchangeRequest request = builder.build();

        audiences.add("billing");
        scopes.add("admin");

        assertThat(request.audiences()).containsExactly("orders").isUnmodifiable();
        assertThat(request.requestedScopes()).containsExactly("write", "read").isUnmodifiable();
    }

    @Test
    void grantIsUnmodifiable() {
        Grant grant = (Grant) Scenario.of("base").decide();

        assertThat(grant.scopes()).isUnmodifiable();
        assertThat(grant.audiences()).isUnmodifiable();
    }

    @Test
    void actorRejectsNull() {
        assertThatNullPointerException()
                .isThrownBy(() -> new Actor(null, "backend", "iss", null))
                .withMessage("sub");
        assertThatNullPointerException()
                .isThrownBy(() -> new Actor("sub", null, "iss", null))
                .withMessage("clientId");
        assertThatNullPointerException()
                .isThrownBy(() -> new Actor("sub", "backend", null, null))
                .withMessage("iss");
    }

    @ParameterizedTest
    @CsvSource({"backend, 1", "backend<gateway, 2", "backend<gateway<batch, 3"})
    void depthIsTheNumberOfActors(String chain, int depth) {
        assertThat(Notation.chain(chain).depth()).isEqualTo(depth);
    }

    @ParameterizedTest
    @CsvSource({
        "backend,  ,           backend, sa-backend, true",
        "backend,  ,           backend, ,           true",
        "backend,  ,           gateway, sa-backend, false",
        "backend,  ,           ,        sa-backend, false",
        ",         sa-backend, backend, sa-backend, true",
        ",         sa-backend, gateway, sa-backend, true",
        ",         sa-backend, backend, ,           false",
        ",         sa-backend, backend, sa-gateway, false",
        "backend,  sa-backend, backend, sa-backend, true",
        "backend,  sa-backend, gateway, sa-backend, false",
        "backend,  sa-backend, backend, sa-gateway, false",
        "backend,  sa-backend, backend, ,           false",
        ",         ,           backend, sa-backend, false",
        ",         ,           ,        ,           false"
    })
    void mayActNamesAPartyThatMatchesEveryMember(
            String clientId, String sub, String client, String partySub, boolean named) {
        assertThat(new MayAct(clientId, sub).names(client, partySub)).isEqualTo(named);
    }

    private static ThrowingCallable permit(Consumer<PermitBuilder> change) {
        PermitBuilder builder = new PermitBuilder();
        change.accept(builder);
        return builder::build;
    }

    private static ThrowingCallable request(Consumer<RequestBuilder> change) {
        RequestBuilder builder = new RequestBuilder();
        change.accept(builder);
        return builder::build;
    }

    private static ThrowingCallable actor(Consumer<RequestBuilder> change) {
        return request(change.andThen(request -> request.hasActor = true));
    }
}

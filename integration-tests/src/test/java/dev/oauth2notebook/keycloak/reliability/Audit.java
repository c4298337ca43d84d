package dev.oauth2notebook.keycloak.reliability;

import dev.oauth2notebook.keycloak.cluster.Cluster;
import dev.oauth2notebook.keycloak.cluster.ClusterNode;
import dev.oauth2notebook.keycloak.support.Poll;
import io.restassured.response.Response;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;

/** Checks the guarantees on one node after the other, when nothing is broken and there is no other load. */
final class Audit {

    private final Cluster cluster;
    private final Requests requests;
    private final Guarantees guarantees;
    private final Ledger ledger;

    Audit(Cluster cluster, Requests requests, Guarantees guarantees, Ledger ledger) {
        this.cluster = cluster;
        this.requests = requests;
        this.guarantees = guarantees;
        this.ledger = ledger;
    }

    /** Checks each node that is running. */
    void run(String fault) {
        List<ClusterNode> nodes =
                cluster.nodes().stream().filter(ClusterNode::isAlive).toList();
        for (ClusterNode node : nodes) {
            cluster.balancer().use(List.of(node));
            ledger.now("after \"" + fault + "\", node " + cluster.nodes().indexOf(node));
            checkIssuedTokens();
            checkEndedTokens();
            checkUsedTokensAndCodes();
        }
        cluster.balancer().use(nodes);
    }

    private void checkIssuedTokens() {
        guarantees.active.removeIf(token -> !token.isCurrent());
        for (Guarantees.Token token : Guarantees.newest(guarantees.active)) {
            Response answer = answer(() -> requests.introspect(token.client(), token.value()));
            if (token.isCurrent() && !isActive(answer)) {
                ledger.violation("an access token was lost: " + describe(answer));
            }
        }
        for (String token : Guarantees.takeNewest(guarantees.refreshTokens)) {
            Response answer = answer(() -> requests.refresh(token));
            if (answer.statusCode() == 200) {
                guarantees.refreshTokens.add(answer.path("refresh_token"));
            } else {
                ledger.violation("a refresh token was lost: " + describe(answer));
            }
        }
    }

    private void checkEndedTokens() {
        checkInactive("a revoked token", guarantees.revoked);
        checkInactive("a token of an ended session", guarantees.ended);
        for (String token : Guarantees.newest(guarantees.endedRefreshTokens)) {
            checkRefused("a refresh token of an ended session", () -> requests.refresh(token));
        }
    }

    /** Presenting one of these ends its session, so each can be checked only once. */
    private void checkUsedTokensAndCodes() {
        for (String token : Guarantees.takeNewest(guarantees.usedRefreshTokens)) {
            checkRefused("a used refresh token", () -> requests.refresh(token));
        }
        for (String code : Guarantees.takeNewest(guarantees.usedCodes)) {
            checkRefused("a used code", () -> requests.redeem(code));
        }
    }

    private void checkInactive(String what, Deque<String> tokens) {
        for (String token : Guarantees.newest(tokens)) {
            if (isActive(answer(() -> requests.introspect("backend", token)))) {
                ledger.violation(what + " was active");
            }
        }
    }

    private void checkRefused(String what, Supplier<Response> request) {
        Response answer = answer(request);
        if (answer.statusCode() < 300) {
            ledger.violation(what + " was accepted");
        }
    }

    /** Returns the response of a healthy server; for a short time after a fault it may still be unavailable. */
    private static Response answer(Supplier<Response> request) {
        return Poll.until(() -> attempt(request), response -> response != null && response.statusCode() < 500);
    }

    private static Response attempt(Supplier<Response> request) {
        try {
            return request.get();
        } catch (Exception e) { // the connection broke; REST Assured throws undeclared exceptions
            return null;
        }
    }

    private static boolean isActive(Response introspection) {
        return introspection.statusCode() == 200 && introspection.<Boolean>path("active");
    }

    private static String describe(Response response) {
        return response.statusCode() + " " + response.asString();
    }
}

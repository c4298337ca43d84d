package dev.oauth2notebook.keycloak.reliability;

import dev.oauth2notebook.keycloak.support.Person;
import dev.oauth2notebook.keycloak.support.Poll;
import io.restassured.response.Response;
import java.util.List;

/** The flows that make up the load. A flow ends at the first response with which it cannot continue. */
final class LoadFlows {

    private final Requests requests;
    private final Checks checks;
    private final Guarantees guarantees;

    LoadFlows(Requests requests, Checks checks, Guarantees guarantees) {
        this.requests = requests;
        this.checks = checks;
        this.guarantees = guarantees;
    }

    /** Returns the flows. */
    List<Runnable> all() {
        return List.of(
                this::clientCredentials,
                this::codeAndApi,
                this::refresh,
                this::usedCode,
                this::usedRefreshToken,
                this::exchange,
                this::revocation,
                this::logout,
                this::device,
                this::forgeries);
    }

    private void clientCredentials() {
        Response tokens = checks.granted("client credentials", requests.clientCredentials());
        checks.granted("API", requests.callApi(tokens.path("access_token")));
        guarantees.keepsActive(tokens, "backend");
    }

    private void codeAndApi() {
        Response tokens = signIn();
        checks.granted("API", requests.callApi(tokens.path("access_token")));
        guarantees.keepsActive(tokens, "backend");
        guarantees.refreshTokens.add(tokens.path("refresh_token"));
    }

    /** A refresh token whose request got no clear response may have been used, so it is dropped. */
    private void refresh() {
        String refreshToken = guarantees.refreshTokens.poll();
        if (refreshToken != null) {
            Response tokens = checks.granted("refresh", requests.refresh(refreshToken));
            guarantees.refreshTokens.add(tokens.path("refresh_token"));
        }
    }

    /** One used code is presented again immediately, another one after nodes have been killed and restarted. */
    private void usedCode() {
        String code = code();
        checks.granted("code", requests.redeem(code));
        checks.refused("a used code", requests.redeem(code));
        String other = code();
        checks.granted("code", requests.redeem(other));
        guarantees.usedCodes.add(other);
    }

    /** The same as for codes. */
    private void usedRefreshToken() {
        String refreshToken = signIn().path("refresh_token");
        checks.granted("refresh", requests.refresh(refreshToken));
        checks.refused("a used refresh token", requests.refresh(refreshToken));
        String other = signIn().path("refresh_token");
        checks.granted("refresh", requests.refresh(other));
        guarantees.usedRefreshTokens.add(other);
    }

    private void exchange() {
        Response subject = checks.granted("client credentials", requests.clientCredentials());
        Response tokens = checks.granted("exchange", requests.exchange(subject.path("access_token")));
        guarantees.keepsActive(tokens, "downstream-service");
    }

    private void revocation() {
        String token = checks.granted("client credentials", requests.clientCredentials())
                .path("access_token");
        checks.isActive("a fresh token", token, true);
        checks.granted("revocation", requests.revoke(token));
        guarantees.revoked.add(token);
        checks.isActive("a revoked token", token, false);
    }

    private void logout() {
        Response tokens = signIn();
        Person.Page page = requests.logOut(tokens.path("id_token"));
        if (page.response() != null) {
            throw checks.ended("logout", page.response());
        }
        guarantees.ended.add(tokens.path("access_token"));
        guarantees.endedRefreshTokens.add(tokens.path("refresh_token"));
        checks.refused("the refresh token of an ended session", requests.refresh(tokens.path("refresh_token")));
        checks.isActive("the token of an ended session", tokens.path("access_token"), false);
    }

    private void device() {
        Response device = checks.granted("device authorization", requests.startDevice());
        String code = device.path("device_code");
        Person.Page page = requests.approve(device.path("verification_uri_complete"));
        if (!page.text().contains("Your device is connected")) {
            throw checks.ended("approval of a device", page.response());
        }
        checks.granted("device", Poll.until(() -> requests.poll(code), LoadFlows::isDecided));
        checks.refused("a used device code", requests.poll(code));
    }

    private void forgeries() {
        String token = checks.granted("client credentials", requests.clientCredentials())
                .path("access_token");
        int position = token.lastIndexOf('.') + 10;
        String forged = token.substring(0, position)
                + (token.charAt(position) == 'A' ? 'B' : 'A')
                + token.substring(position + 1);
        checks.isActive("a forged token", forged, false);
        checks.refused("a forged token", requests.callApi(forged));
        checks.refused("a wrong secret", requests.wrongSecret());
        checks.refused("a wrong verifier", requests.redeemWithWrongVerifier(code()));
    }

    private Response signIn() {
        return checks.granted("code", requests.redeem(code()));
    }

    private String code() {
        return checks.code(requests.signIn());
    }

    /** Returns whether the device need not poll again (RFC 8628 §3.5). */
    private static boolean isDecided(Response answer) {
        return answer.statusCode() != 400
                || !List.of("authorization_pending", "slow_down").contains(answer.<String>path("error"));
    }
}

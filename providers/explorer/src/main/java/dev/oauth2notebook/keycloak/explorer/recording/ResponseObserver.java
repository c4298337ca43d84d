package dev.oauth2notebook.keycloak.explorer.recording;

import dev.oauth2notebook.keycloak.common.ExchangeDecision;
import dev.oauth2notebook.keycloak.explorer.masking.Headers;
import dev.oauth2notebook.keycloak.explorer.masking.MaskedUrl;
import dev.oauth2notebook.keycloak.explorer.masking.Parameters;
import dev.oauth2notebook.keycloak.explorer.options.ExplorerOptions;
import dev.oauth2notebook.keycloak.explorer.options.Mode;
import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.util.List;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Masks and keeps what Keycloak knows of a request while it answers. If that fails, the request is not recorded; its
 * response never changes.
 */
@Provider
@Priority(ResponseObserver.AFTER_OTHERS)
public final class ResponseObserver implements ContainerResponseFilter {

    /**
     * Response filters run in descending order of priority: after those that complete the response, and before the one
     * with which Keycloak closes its session (1).
     */
    static final int AFTER_OTHERS = 100;

    @Context
    KeycloakSession session;

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        Recorder.current().ifPresent(recorder -> {
            try {
                Observation.current().ifPresent(observation -> {
                    Mode mode = mode(recorder);
                    if (mode != Mode.OFF && recorder.admit()) {
                        observation.complete(content(observation, response, mode));
                    }
                });
            } catch (RuntimeException e) {
                recorder.failed(e);
            }
        });
    }

    private Mode mode(Recorder recorder) {
        RealmModel realm = session.getContext().getRealm();
        return realm == null
                ? Mode.OFF
                : recorder.options().mode().narrowedBy(realm.getAttribute(ExplorerOptions.REALM_ATTRIBUTE));
    }

    private Content content(Observation observation, ContainerResponseContext response, Mode mode) {
        RealmModel realm = session.getContext().getRealm();
        RawRequest sent = RawRequest.of(session.getContext().getHttpRequest(), observation.body());
        RawResponse answer = RawResponse.of(response);
        List<ObservedEvent> events = observation.events();
        Parties parties = new PartiesReader(session, sent, events).read(observation.endpoint());
        List<SeenToken> tokens = SeenTokens.in(sent, answer, new TokenSignature(session));
        LinkHashes hashes = LinkHashes.of(session, realm);
        return new Content(
                realm.getId(),
                sent.method(),
                MaskedUrl.mask(sent.url()),
                Headers.mask(sent.headers()),
                Parameters.mask(sent.query()),
                Parameters.mask(sent.form()),
                sent.maskedJson(),
                sent.isNavigation() ? "browser" : "client",
                parties,
                mode == Mode.OWN
                        ? new OwnerReader(session, events).read(observation.endpoint(), sent, answer, tokens)
                        : Optional.empty(),
                answer.masked(observation.endpoint().isPublic()),
                answer.error(),
                tokens,
                Links.in(sent, answer, parties.sessionIds(), tab(), hashes),
                hashes,
                events,
                ExchangeDecision.of(session));
    }

    private String tab() {
        AuthenticationSessionModel login = session.getContext().getAuthenticationSession();
        return login == null ? null : login.getTabId();
    }
}

package dev.oauth2notebook.keycloak.tokenexchange.outcome;

import dev.oauth2notebook.keycloak.tokenexchange.decision.ActorToken;
import dev.oauth2notebook.keycloak.tokenexchange.decision.Decision.Grant;
import java.util.Collection;
import org.keycloak.events.EventBuilder;

/**
 * The details that this module adds to the TOKEN_EXCHANGE event of a granted exchange. Keycloak itself adds requester,
 * user, subject client, audience and requested token type.
 */
public final class ExchangeEvent {

    static final String PERMIT = "permit";
    static final String SCOPE = "scope";
    static final String ACTING = "acting";
    static final String ACT_DEPTH = "act_depth";
    static final String ACTOR_CLIENT = "actor_client";
    static final String ACTOR_USER = "actor_user";

    private ExchangeEvent() {}

    /**
     * Adds the details of a grant.
     *
     * @param event the event of the request
     * @param grant the decision
     * @param scopes the issued scopes
     * @param actor the actor token; {@code null} if the request has none
     */
    public static void granted(EventBuilder event, Grant grant, Collection<String> scopes, ActorToken actor) {
        event.detail(PERMIT, grant.permit());
        event.detail(SCOPE, String.join(" ", scopes));
        event.detail(ACT_DEPTH, String.valueOf(grant.depth()));
        if (actor != null) {
            event.detail(ACTING, grant.actorSemantics().configName());
            event.detail(ACTOR_CLIENT, actor.client());
            event.detail(ACTOR_USER, actor.sub());
        }
    }
}

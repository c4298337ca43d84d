package dev.oauth2notebook.keycloak.tokenexchange.outcome;

import dev.oauth2notebook.keycloak.tokenexchange.decision.ActorToken;
import dev.oauth2notebook.keycloak.tokenexchange.decision.Decision.Grant;
import java.util.Collection;
import org.keycloak.events.EventBuilder;
import org.keycloak.models.UserModel;

/**
 * The details that this module adds to events of token exchanges. Keycloak itself adds requester, user, subject client,
 * audience and requested token type.
 */
public final class ExchangeEvent {

    /** In the events of refused exchanges and refreshes. */
    static final String CONSIDERED_PERMITS = "considered_permits";

    public static final String PERMIT = "permit";
    static final String SCOPE = "scope";
    public static final String ACTING = "acting";
    public static final String ACT_DEPTH = "act_depth";
    public static final String ACTOR_CLIENT = "actor_client";
    static final String ACTOR_USER = "actor_user";

    // The names that Keycloak uses from 26.8 on.
    static final String ACTOR = "actor";
    static final String ACTOR_ID = "actor_id";
    static final String ACTOR_TYPE = "actor_type";

    private ExchangeEvent() {}

    /**
     * Adds the details of a grant.
     *
     * @param event the event of the request
     * @param grant the decision
     * @param scopes the issued scopes
     * @param actor the actor token; {@code null} if the request has none
     * @param user the user of the actor token; {@code null} if there is none
     */
    public static void granted(
            EventBuilder event, Grant grant, Collection<String> scopes, ActorToken actor, UserModel user) {
        event.detail(PERMIT, grant.permit());
        event.detail(SCOPE, String.join(" ", scopes));
        event.detail(ACT_DEPTH, String.valueOf(grant.depth()));
        if (actor != null) {
            event.detail(ACTING, grant.actorSemantics().configName());
            event.detail(ACTOR_CLIENT, actor.client());
            event.detail(ACTOR_USER, actor.sub());
        }
        if (user != null) {
            boolean isClient = user.getServiceAccountClientLink() != null;
            event.detail(ACTOR, isClient ? actor.client() : user.getUsername());
            event.detail(ACTOR_ID, user.getId());
            event.detail(ACTOR_TYPE, isClient ? "client" : "user");
        }
    }
}

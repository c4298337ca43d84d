package dev.oauth2notebook.keycloak.tokenexchange.outcome;

import dev.oauth2notebook.keycloak.tokenexchange.decision.ActorToken;
import dev.oauth2notebook.keycloak.tokenexchange.decision.Decision.Grant;
import dev.oauth2notebook.keycloak.tokenexchange.decision.PolicyCheck;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keycloak.events.Details;
import org.keycloak.events.EventBuilder;
import org.keycloak.models.UserModel;
import org.keycloak.representations.AccessToken;

/**
 * The details that this module adds to events of token exchanges, and of client credentials with a target. Keycloak
 * itself adds requester and user, and for an exchange subject client, audience and requested token type.
 */
public final class ExchangeEvent {

    // In the events of requests that the policy refuses, or would refuse.
    public static final String CONSIDERED_PERMITS = "considered_permits";
    public static final String CLOSEST_PERMIT = "closest_permit";
    public static final String FAILED_CHECK = "failed_check";

    // Only where the policy is not enforced: what it would have done.
    public static final String WOULD_GRANT = "would_grant";
    public static final String WOULD_NARROW = "would_narrow";
    public static final String WOULD_REFUSE = "would_refuse";

    public static final String PERMIT = "permit";
    public static final String LIFETIME = "lifetime";
    public static final String ACT_DEPTH = "act_depth";
    public static final String ACTING = "acting";
    public static final String ACTOR_CLIENT = "actor_client";
    static final String SCOPE = "scope";
    static final String ACTOR_USER = "actor_user";

    // The names that Keycloak uses from 26.8 on.
    static final String ACTOR = "actor";
    static final String ACTOR_ID = "actor_id";
    static final String ACTOR_TYPE = "actor_type";

    /** The values of {@link #FAILED_CHECK} of requests that are refused although the policy is not enforced. */
    public static final Set<String> CHECKED_WITHOUT_POLICY = Stream.<Enum<?>>of(
                    ExchangeError.ACTOR_TOKEN_NOT_ENFORCED, PolicyCheck.REFRESH_TOKEN_FOR_DELEGATED_SUBJECT)
            .map(check -> check.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());

    private ExchangeEvent() {}

    /**
     * Adds the permits that were considered for a request that the policy refuses, or would refuse.
     *
     * @param event the event of the request
     * @param refused the refusal
     */
    public static void considered(EventBuilder event, RefusedRequestException refused) {
        event.detail(CONSIDERED_PERMITS, refused.considered());
        event.detail(CLOSEST_PERMIT, refused.permit());
        event.detail(FAILED_CHECK, refused.check());
    }

    /**
     * Adds the details of an issued token.
     *
     * @param event the event of the request
     * @param token the access token
     * @param depth number of links in its {@code act} chain
     */
    public static void issued(EventBuilder event, AccessToken token, int depth) {
        event.detail(SCOPE, token.getScope());
        event.detail(LIFETIME, String.valueOf(token.getExp() - token.getIat()));
        event.detail(ACT_DEPTH, String.valueOf(depth));
    }

    /**
     * Adds the details of a token for client credentials with a target.
     *
     * @param event the event of the request
     * @param token the access token
     * @param targets client ids of the requested targets, of which a token that no permit has granted may have none
     */
    public static void credentials(EventBuilder event, AccessToken token, Collection<String> targets) {
        event.detail(SCOPE, token.getScope());
        event.detail(LIFETIME, String.valueOf(token.getExp() - token.getIat()));
        event.detail(Details.AUDIENCE, String.join(" ", targets));
    }

    /**
     * Adds how the actor acts, or would act.
     *
     * @param event the event of the request
     * @param grant the decision
     * @param actor the actor token; {@code null} if the request has none
     */
    public static void acting(EventBuilder event, Grant grant, ActorToken actor) {
        if (actor != null) {
            event.detail(ACTING, grant.actorSemantics().configName());
            event.detail(ACTOR_CLIENT, actor.client());
            event.detail(ACTOR_USER, actor.sub());
        }
    }

    /**
     * Adds the details of a grant.
     *
     * @param event the event of the request
     * @param grant the decision
     * @param actor the actor token; {@code null} if the request has none
     * @param user the user of the actor token; {@code null} if there is none
     */
    public static void granted(EventBuilder event, Grant grant, ActorToken actor, UserModel user) {
        event.detail(PERMIT, grant.permit());
        acting(event, grant, actor);
        if (user != null) {
            boolean isClient = user.getServiceAccountClientLink() != null;
            event.detail(ACTOR, isClient ? actor.client() : user.getUsername());
            event.detail(ACTOR_ID, user.getId());
            event.detail(ACTOR_TYPE, isClient ? "client" : "user");
        }
    }
}

package dev.oauth2notebook.keycloak.tokenexchange.tokens;

import dev.oauth2notebook.keycloak.tokenexchange.decision.Actor;
import dev.oauth2notebook.keycloak.tokenexchange.decision.MayAct;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The claims {@code act} (RFC 8693 §4.1) and {@code may_act} (§4.4) as JSON and as types of the decision. */
public final class ActorClaims {

    /** Who acts for the subject. */
    public static final String ACT = "act";

    /** Who may act for the subject. */
    public static final String MAY_ACT = "may_act";

    public static final String SUB = "sub";
    public static final String CLIENT_ID = "client_id";
    static final String ISS = "iss";

    private static final Set<String> MAY_ACT_MEMBERS = Set.of(CLIENT_ID, SUB);

    private ActorClaims() {}

    /** Returns the claim of a chain. */
    public static Map<String, Object> toClaim(Actor actor) {
        Map<String, Object> claim = new LinkedHashMap<>();
        claim.put(SUB, actor.sub());
        claim.put(CLIENT_ID, actor.clientId());
        claim.put(ISS, actor.iss());
        if (actor.previous() != null) {
            claim.put(ACT, toClaim(actor.previous()));
        }
        return claim;
    }

    /**
     * Reads a chain.
     *
     * @param claim value of {@code act}, or {@code null}
     * @return the chain, {@code null} if there is none
     * @throws IllegalArgumentException if the claim is not one that {@link #toClaim} makes
     */
    public static Actor toActor(Object claim) {
        if (claim == null) {
            return null;
        }
        if (claim instanceof Map<?, ?> link
                && link.get(SUB) instanceof String sub
                && link.get(CLIENT_ID) instanceof String clientId
                && link.get(ISS) instanceof String iss) {
            return new Actor(sub, clientId, iss, toActor(link.get(ACT)));
        }
        throw new IllegalArgumentException("act is not a chain of sub, client_id and iss");
    }

    /** Returns the claim that names who may act, as {@link #toMayAct} reads it. */
    public static Map<String, Object> toClaim(MayAct mayAct) {
        Map<String, Object> claim = new LinkedHashMap<>();
        if (mayAct.clientId() != null) {
            claim.put(CLIENT_ID, mayAct.clientId());
        }
        if (mayAct.sub() != null) {
            claim.put(SUB, mayAct.sub());
        }
        return claim;
    }

    /**
     * Reads who may act.
     *
     * @param claim value of {@code may_act}, or {@code null}
     * @return who may act, {@code null} if the claim is absent; one that says more than we can hold names nobody
     */
    public static MayAct toMayAct(Object claim) {
        if (claim == null) {
            return null;
        }
        if (claim instanceof Map<?, ?> members
                && MAY_ACT_MEMBERS.containsAll(members.keySet())
                && members.values().stream().allMatch(String.class::isInstance)) {
            return new MayAct((String) members.get(CLIENT_ID), (String) members.get(SUB));
        }
        return new MayAct(null, null);
    }
}

package dev.oauth2notebook.keycloak.tokenexchange.tokens;

import dev.oauth2notebook.keycloak.tokenexchange.decision.Actor;
import dev.oauth2notebook.keycloak.tokenexchange.decision.MayAct;
import dev.oauth2notebook.keycloak.tokenexchange.decision.MayAct.Party;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Converts the claims {@code act} (RFC 8693 §4.1) and {@code may_act} (§4.4) between JSON and the decision's types. */
public final class ActorClaims {

    /** Claim with the actor (RFC 8693 §4.1). */
    public static final String ACT = "act";

    /** Claim with the party, or the parties, that may act for the subject (RFC 8693 §4.4). */
    public static final String MAY_ACT = "may_act";

    public static final String SUB = "sub";
    public static final String CLIENT_ID = "client_id";
    static final String ISS = "iss";

    public static final String PREFERRED_USERNAME = "preferred_username";

    private static final Set<String> IMPERSONATOR_MEMBERS = Set.of(SUB, PREFERRED_USERNAME);
    private static final Set<String> MAY_ACT_MEMBERS = Set.of(CLIENT_ID, SUB);

    private ActorClaims() {}

    /** Returns the {@code act} claim of a chain. */
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
     * Parses an {@code act} claim.
     *
     * @param claim value of the claim; {@code null} if the token does not have it
     * @return the chain; {@code null} if the claim is {@code null}
     * @throws IllegalArgumentException if a link of the chain does not have {@code sub}, {@code client_id} and
     *     {@code iss}
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

    /**
     * Returns whether {@code act} has the form in which Keycloak, from 26.8 on, names the administrator who impersonates a
     * user; {@link #toActor} does not accept it.
     *
     * @param claim value of {@code act}, or {@code null}
     */
    public static boolean isImpersonator(Object claim) {
        return claim instanceof Map<?, ?> members
                && members.get(SUB) instanceof String
                && IMPERSONATOR_MEMBERS.containsAll(members.keySet());
    }

    /**
     * Returns the {@code may_act} claim: an object for one party, an array of such objects for several, and an object
     * without members for nobody.
     */
    public static Object toClaim(MayAct mayAct) {
        List<Map<String, Object>> claims =
                mayAct.parties().stream().map(ActorClaims::toClaim).toList();
        return switch (claims.size()) {
            case 0 -> Map.of();
            case 1 -> claims.get(0);
            default -> claims;
        };
    }

    private static Map<String, Object> toClaim(Party party) {
        Map<String, Object> claim = new LinkedHashMap<>();
        if (party.clientId() != null) {
            claim.put(CLIENT_ID, party.clientId());
        }
        if (party.sub() != null) {
            claim.put(SUB, party.sub());
        }
        return claim;
    }

    /**
     * Parses a {@code may_act} claim.
     *
     * @param claim value of the claim: an object for one party or an array of objects; {@code null} if the token does
     *     not have it
     * @return the parties; {@code null} if the claim is {@code null}; an object that has members other than
     *     {@code client_id} and {@code sub} becomes a party that matches nobody, as does anything else
     */
    public static MayAct toMayAct(Object claim) {
        if (claim == null) {
            return null;
        }
        Collection<?> parties = claim instanceof Collection<?> several ? several : List.of(claim);
        return new MayAct(parties.stream().map(ActorClaims::toParty).toList());
    }

    private static Party toParty(Object claim) {
        if (claim instanceof Map<?, ?> members
                && MAY_ACT_MEMBERS.containsAll(members.keySet())
                && members.values().stream().allMatch(String.class::isInstance)) {
            return new Party((String) members.get(CLIENT_ID), (String) members.get(SUB));
        }
        return new Party(null, null);
    }
}

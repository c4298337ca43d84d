package dev.oauth2notebook.keycloak.tokenexchange.decision;

import java.util.Set;

/**
 * Compares two permits: whether one of them grants every request that the other one would grant, so that the other is
 * never used if it is tried later. The answer errs on the side of no.
 */
public final class PermitCoverage {

    private PermitCoverage() {}

    /**
     * Returns whether a permit grants every request that another one would grant. What is issued may differ: roles and
     * lifetime do not decide whether a request is granted.
     *
     * @param wide the permit that is tried first
     * @param narrow the permit that is tried later
     */
    public static boolean covers(Permit wide, Permit narrow) {
        return includesAnyIfEmpty(wide.requesters(), narrow.requesters())
                && wide.subjectClients().containsAll(narrow.subjectClients())
                && wide.audiences().containsAll(narrow.audiences())
                && (!wide.requireAudience() || narrow.requireAudience())
                && includesAnyIfEmpty(wide.scopes(), narrow.scopes())
                && wide.pathScopes().equals(narrow.pathScopes())
                && wide.requestedTokenTypes().containsAll(narrow.requestedTokenTypes())
                && coversActor(wide, narrow)
                && includesAnyIfEmpty(wide.chainClients(), narrow.chainClients())
                && (!wide.requireMayAct() || narrow.requireMayAct())
                && wide.maxDepth() >= narrow.maxDepth();
    }

    /**
     * Returns whether a permit for client credentials grants every request that another one would grant, as {@link
     * #covers(Permit, Permit)} does.
     */
    public static boolean covers(AudiencePermit wide, AudiencePermit narrow) {
        return includesAnyIfEmpty(wide.requesters(), narrow.requesters())
                && wide.audiences().containsAll(narrow.audiences())
                && includesAnyIfEmpty(wide.scopes(), narrow.scopes());
    }

    private static boolean coversActor(Permit wide, Permit narrow) {
        if (wide.actor() != ActorRule.OPTIONAL && wide.actor() != narrow.actor()) {
            return false;
        }
        return narrow.actor() == ActorRule.FORBIDDEN
                || (wide.actorSemantics() == narrow.actorSemantics() && coversActorClients(wide, narrow));
    }

    /** A permit without actor clients accepts only the requester as actor. */
    private static boolean coversActorClients(Permit wide, Permit narrow) {
        if (narrow.actorClients().isEmpty()) {
            return wide.actorClients().isEmpty()
                    || (!narrow.requesters().isEmpty() && wide.actorClients().containsAll(narrow.requesters()));
        }
        return wide.actorClients().isEmpty()
                ? narrow.requesters().size() == 1 && narrow.requesters().equals(narrow.actorClients())
                : wide.actorClients().containsAll(narrow.actorClients());
    }

    private static boolean includesAnyIfEmpty(Set<String> wide, Set<String> narrow) {
        return wide.isEmpty() || (!narrow.isEmpty() && wide.containsAll(narrow));
    }
}

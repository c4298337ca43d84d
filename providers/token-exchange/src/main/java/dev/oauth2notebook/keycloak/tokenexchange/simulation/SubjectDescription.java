package dev.oauth2notebook.keycloak.tokenexchange.simulation;

import dev.oauth2notebook.keycloak.tokenexchange.decision.Actor;
import dev.oauth2notebook.keycloak.tokenexchange.decision.MayAct;
import dev.oauth2notebook.keycloak.tokenexchange.decision.SubjectToken;
import dev.oauth2notebook.keycloak.tokenexchange.simulation.SimulationRequest.Party;
import dev.oauth2notebook.keycloak.tokenexchange.simulation.SimulationRequest.Subject;
import dev.oauth2notebook.keycloak.tokenexchange.tokens.ExchangeScopes;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.RealmModel;

/** Converts the description of a subject token to the claims that the policy evaluates. */
final class SubjectDescription {

    private final RealmModel realm;
    private final NamedParties parties;
    private final String issuer;

    SubjectDescription(RealmModel realm, NamedParties parties, String issuer) {
        this.realm = realm;
        this.parties = parties;
        this.issuer = issuer;
    }

    /**
     * Returns the claims.
     *
     * @param now current time in seconds since the epoch
     * @throws InvalidDescription if a client or user does not exist
     */
    SubjectToken read(Subject subject, long now) {
        ClientModel client = parties.client("subject.client", subject.client());
        int expiresIn = subject.expiresIn() == null ? realm.getAccessTokenLifespan() : subject.expiresIn();
        return new SubjectToken(
                parties.user("subject.user", subject.user(), client).getId(),
                client.getClientId(),
                subject.scope() == null ? defaultScopes(client) : ExchangeScopes.parse(subject.scope()),
                new LinkedHashSet<>(subject.roles()),
                chain(subject.act()),
                mayAct(subject.mayAct()),
                now + expiresIn);
    }

    private static Set<String> defaultScopes(ClientModel client) {
        Set<String> names = new LinkedHashSet<>();
        client.getClientScopes(true).values().stream()
                .filter(ClientScopeModel::isIncludeInTokenScope)
                .map(ClientScopeModel::getName)
                .sorted()
                .forEach(names::add);
        return names;
    }

    private Actor chain(List<Party> act) {
        if (act.isEmpty()) {
            return null;
        }
        Party current = act.get(0);
        ClientModel client = parties.client("subject.act.client", current.client());
        return new Actor(
                parties.user("subject.act.user", current.user(), client).getId(),
                client.getClientId(),
                issuer,
                chain(act.subList(1, act.size())));
    }

    private MayAct mayAct(Party party) {
        if (party == null) {
            return null;
        }
        ClientModel client = party.client() == null ? null : parties.client("subject.mayAct.client", party.client());
        String sub = party.user() == null
                ? null
                : parties.user("subject.mayAct.user", party.user(), client).getId();
        return new MayAct(client == null ? null : client.getClientId(), sub);
    }
}

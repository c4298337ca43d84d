package dev.oauth2notebook.keycloak.tokenexchange.permits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Weigher;
import dev.oauth2notebook.keycloak.tokenexchange.resources.ResourceClients;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.keycloak.OAuth2Constants;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.clientpolicy.ClientPolicyContext;
import org.keycloak.services.clientpolicy.ClientPolicyException;
import org.keycloak.services.clientpolicy.context.ServiceAccountTokenRequestContext;
import org.keycloak.services.clientpolicy.context.TokenExchangeRequestContext;

/**
 * Selects the client policies of a realm that may contribute to a request. Keycloak parses and evaluates all policies of
 * a realm for each request, which takes longer the more permits there are; most of them are for other requesters.
 *
 * <p>A resource (RFC 8707) that stands for audiences of several permits is refused, whichever requesters these have. For
 * such a request all policies are evaluated.
 *
 * <p>What was selected is kept by the text of the policies and profiles, so that it is never out of date, whichever node
 * of a cluster changed them.
 */
public final class ApplicablePolicies {

    private static final String EVALUATE_ALL = ApplicablePolicies.class.getName();

    /** Bounds the memory; beyond it, permits are parsed again. A realm with 1,000 permits has about 500,000 characters. */
    private static final long MAX_CHARACTERS = 10_000_000;

    private static final Duration UNUSED = Duration.ofMinutes(10);

    private final Cache<PolicyTexts, PermitIndex> indexes = cache((texts, index) -> texts.length());
    private final Cache<Key, PolicyTexts> selections = cache((key, texts) -> texts.length());

    /** The index is not part of the key, because the weigher counts only the texts that were selected from it. */
    private record Key(Object indexId, PolicyRequest request) {}

    private static <K, V> Cache<K, V> cache(Weigher<K, V> weigher) {
        return Caffeine.newBuilder()
                .weigher(weigher)
                .maximumWeight(MAX_CHARACTERS)
                .expireAfterAccess(UNUSED)
                .build();
    }

    /**
     * Returns the policies and profiles that may contribute to a request; empty if all have to be evaluated.
     *
     * @param session session of the request
     * @param context the event for which client policies are evaluated
     */
    public Optional<PolicyTexts> select(KeycloakSession session, ClientPolicyContext context) {
        RealmModel realm = session.getContext().getRealm();
        String policies = realm.getAttribute(Constants.CLIENT_POLICIES);
        String profiles = realm.getAttribute(Constants.CLIENT_PROFILES);
        if (policies == null || profiles == null || session.getAttribute(EVALUATE_ALL) != null) {
            return Optional.empty();
        }
        PolicyRequest request = PolicyRequest.of(context);
        List<String> resources = resources(context);
        return index(new PolicyTexts(policies, profiles))
                .filter(index -> resources.isEmpty()
                        || !new ResourceClients(session).areAmbiguous(resources, index.audiences(request.event())))
                .map(index -> select(index, request));
    }

    /** Returns the index of policies and profiles; empty if they are not valid. */
    Optional<PermitIndex> index(PolicyTexts all) {
        return Optional.ofNullable(indexes.get(all, PermitIndex::of));
    }

    PolicyTexts select(PermitIndex index, PolicyRequest request) {
        return selections.get(new Key(index.id(), index.canonical(request)), key -> index.select(key.request()));
    }

    /** Evaluates all client policies of the current realm for a request, including those with permits of other requesters. */
    static void evaluateAll(KeycloakSession session, ClientPolicyContext request) throws ClientPolicyException {
        session.setAttribute(EVALUATE_ALL, true);
        try {
            session.clientPolicy().triggerOnEvent(request);
        } finally {
            session.removeAttribute(EVALUATE_ALL);
        }
    }

    private static List<String> resources(ClientPolicyContext context) {
        List<String> resources = null;
        if (context instanceof TokenExchangeRequestContext exchange) {
            resources = exchange.getTokenExchangeContext().getParams().getResource();
        } else if (context instanceof ServiceAccountTokenRequestContext credentials) {
            resources = credentials.getParams().get(OAuth2Constants.RESOURCE);
        }
        return Objects.requireNonNullElse(resources, List.of());
    }
}

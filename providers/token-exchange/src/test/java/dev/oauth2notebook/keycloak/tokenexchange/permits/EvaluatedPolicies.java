package dev.oauth2notebook.keycloak.tokenexchange.permits;

import dev.oauth2notebook.keycloak.tokenexchange.decision.Permit;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.keycloak.common.Profile;
import org.keycloak.component.ComponentModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.protocol.oidc.TokenExchangeContext;
import org.keycloak.representations.idm.ClientPolicyConditionConfigurationRepresentation;
import org.keycloak.representations.idm.ClientPolicyExecutorConfigurationRepresentation;
import org.keycloak.securityprofile.SecurityProfileProvider;
import org.keycloak.services.clientpolicy.ClientPolicyContext;
import org.keycloak.services.clientpolicy.ClientPolicyException;
import org.keycloak.services.clientpolicy.ClientPolicyVote;
import org.keycloak.services.clientpolicy.DefaultClientPolicyManager;
import org.keycloak.services.clientpolicy.condition.AnyClientCondition;
import org.keycloak.services.clientpolicy.condition.ClientAttributesCondition;
import org.keycloak.services.clientpolicy.condition.ClientPolicyConditionProvider;
import org.keycloak.services.clientpolicy.condition.ClientUpdaterContextCondition;
import org.keycloak.services.clientpolicy.condition.GrantTypeCondition;
import org.keycloak.services.clientpolicy.context.TokenExchangeRequestContext;
import org.keycloak.services.clientpolicy.context.TokenRevokeContext;
import org.keycloak.services.clientpolicy.executor.ClientPolicyExecutorProvider;

/** Client policies of a realm that exists only in memory, evaluated by Keycloak's own code. */
public final class EvaluatedPolicies {

    /** The resource of each client whose id begins with {@code shared}. */
    public static final String SHARED_RESOURCE = "https://shared.example";

    /** The id of an executor that records that it was executed. */
    static final String RECORDING = "recording";

    private static final String REFUSING = "refusing";

    /** The ids of conditions that can be used; the last one refuses requests of one client. */
    static final List<String> CONDITIONS =
            List.of("any-client", "any-client", "client-attributes", "client-updater-context", REFUSING);

    private static final Logger LOG_OF_INVALID_PERMITS = Logger.getLogger(Permits.class.getName());

    static {
        Profile.defaults(); // Client policies are a feature.
        LOG_OF_INVALID_PERMITS.setLevel(Level.OFF); // There are hundreds among random permits.
    }

    private final Map<String, Object> attributes = new HashMap<>();
    private final Map<String, Object> providers = new HashMap<>();
    private final List<String> created = new ArrayList<>();
    private final List<Object> recorded = new ArrayList<>();
    private final KeycloakSession session = proxy(KeycloakSession.class, this::ofSession);
    private final PolicyTexts texts;
    private final ClientModel client;

    /**
     * The result of an evaluation.
     *
     * @param permits the valid permits that were collected
     * @param recorded what other executors recorded
     * @param refusal the error with which a policy refused the request; {@code null} if none did
     */
    record Outcome(List<Permit> permits, List<Object> recorded, String refusal) {}

    /**
     * Creates the policies.
     *
     * @param texts the policies and profiles of the realm
     * @param requester client id of the client that sends the requests
     */
    public EvaluatedPolicies(PolicyTexts texts, String requester) {
        this.texts = texts;
        this.client = client(requester);
    }

    /** Returns the session of the request. */
    public KeycloakSession session() {
        return session;
    }

    /** Returns the ids of the configured conditions and executors that were created. */
    public List<String> created() {
        return created;
    }

    /** Returns the event of an exchange. */
    public ClientPolicyContext exchange(String... resources) {
        MultivaluedMap<String, String> form = new MultivaluedHashMap<>();
        form.addAll("audience", "aud");
        if (resources.length > 0) {
            form.addAll("resource", resources);
        }
        return new TokenExchangeRequestContext(
                new TokenExchangeContext(session, form, null, null, null, client, null, null, null, Map.of()));
    }

    /** Returns the event of a request to which no permit applies. */
    ClientPolicyContext revocation() {
        return new TokenRevokeContext(client, new MultivaluedHashMap<>());
    }

    /** Evaluates the policies as Keycloak does, and returns the valid permits that they select. */
    Outcome evaluate(ClientPolicyContext context) {
        String refusal = null;
        try {
            new DefaultClientPolicyManager(session).triggerOnEvent(context);
        } catch (ClientPolicyException e) {
            refusal = e.getError();
        }
        return new Outcome(Permits.of(session, PermitKind.TOKEN_EXCHANGE).valid(), recorded, refusal);
    }

    private Object ofSession(String method, Object[] arguments) {
        return switch (method) {
            case "getContext" -> proxy(KeycloakContext.class, (name, none) -> name.equals("getRealm") ? realm() : null);
            case "getAttribute" -> attributes.get(arguments[0]);
            case "setAttribute" -> attributes.put((String) arguments[0], arguments[1]);
            case "removeAttribute" -> attributes.remove(arguments[0]);
            case "getProvider" ->
                arguments[0] == SecurityProfileProvider.class
                        ? proxy(SecurityProfileProvider.class, (name, none) -> new ArrayList<>())
                        : null;
            case "getComponentProvider" -> component(arguments);
            default -> throw new UnsupportedOperationException(method);
        };
    }

    /** Keycloak creates one provider per configuration. */
    @SuppressWarnings("unchecked")
    private Object component(Object[] arguments) {
        return providers.computeIfAbsent((String) arguments[1], id -> {
            Function<Object, ComponentModel> model = (Function<Object, ComponentModel>) arguments[2];
            String provider = model.apply(null).getProviderId();
            created.add(provider);
            return switch (provider) {
                case "any-client" -> new AnyClientCondition(session);
                case "client-attributes" -> new ClientAttributesCondition(session);
                case "grant-type" -> new GrantTypeCondition(session);
                case "client-updater-context" -> new ClientUpdaterContextCondition(session);
                case REFUSING -> new Refusing();
                case RECORDING -> new Recording();
                case PermitExecutorFactory.ID -> new PermitExecutorFactory().create(session);
                default -> null;
            };
        });
    }

    private RealmModel realm() {
        return proxy(RealmModel.class, (method, arguments) -> switch (method) {
            case "getName", "getId" -> "realm";
            case "getClientByClientId" -> arguments[0].equals("deleted") ? null : client((String) arguments[0]);
            case "getAttribute" -> arguments[0].equals(Constants.CLIENT_POLICIES) ? texts.policies() : texts.profiles();
            default -> throw new UnsupportedOperationException(method);
        });
    }

    private static ClientModel client(String id) {
        return proxy(ClientModel.class, (method, none) -> switch (method) {
            case "getClientId" -> id;
            case "getAttribute" -> id.startsWith("shared") ? SHARED_RESOURCE : null;
            case "getAttributes" -> Map.of("id", id);
            default -> throw new UnsupportedOperationException(method);
        });
    }

    private interface Answers {
        Object answer(String method, Object[] arguments);
    }

    private static <T> T proxy(Class<T> type, Answers answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> answers.answer(method.getName(), arguments)));
    }

    /** A condition of another extension, which refuses requests instead of voting. */
    private final class Refusing
            implements ClientPolicyConditionProvider<ClientPolicyConditionConfigurationRepresentation> {

        @Override
        public String getProviderId() {
            return REFUSING;
        }

        @Override
        public void setupConfiguration(ClientPolicyConditionConfigurationRepresentation config) {}

        @Override
        public boolean isNegativeLogic() {
            return false;
        }

        @Override
        public ClientPolicyVote applyPolicy(ClientPolicyContext context) throws ClientPolicyException {
            if (client.getClientId().equals("client-c")) {
                throw new ClientPolicyException("refused", "by a condition");
            }
            return ClientPolicyVote.YES;
        }
    }

    /** An executor of another extension. */
    private final class Recording
            implements ClientPolicyExecutorProvider<ClientPolicyExecutorConfigurationRepresentation> {

        private ClientPolicyExecutorConfigurationRepresentation config;

        @Override
        public String getProviderId() {
            return RECORDING;
        }

        @Override
        public void setupConfiguration(ClientPolicyExecutorConfigurationRepresentation newConfig) {
            config = newConfig;
        }

        @Override
        public void executeOnEvent(ClientPolicyContext context) {
            recorded.add(config.getConfigAsMap());
        }
    }
}

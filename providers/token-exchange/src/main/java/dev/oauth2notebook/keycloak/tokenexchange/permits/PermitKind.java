package dev.oauth2notebook.keycloak.tokenexchange.permits;

import dev.oauth2notebook.keycloak.tokenexchange.decision.AudiencePermit;
import dev.oauth2notebook.keycloak.tokenexchange.decision.Permit;
import dev.oauth2notebook.keycloak.tokenexchange.decision.PermitCoverage;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.keycloak.OAuth2Constants;

/**
 * A kind of permit: the client-policy executor that represents it, and the grant type in which it is used.
 *
 * @param <P> the permits of this kind
 */
public final class PermitKind<P> {

    /** Permits for token exchange. */
    public static final PermitKind<Permit> TOKEN_EXCHANGE = new PermitKind<>(
            "Token-exchange permit",
            PermitExecutorFactory.ID,
            OAuth2Constants.TOKEN_EXCHANGE_GRANT_TYPE,
            PermitConfig.class,
            PermitSettings::of,
            PermitCoverage::covers);

    /** Permits for client credentials with a target. */
    public static final PermitKind<AudiencePermit> CLIENT_CREDENTIALS = new PermitKind<>(
            "Client-credentials permit",
            ClientCredentialsPermitExecutorFactory.ID,
            OAuth2Constants.CLIENT_CREDENTIALS,
            ClientCredentialsPermitConfig.class,
            PermitSettings::of,
            PermitCoverage::covers);

    /** All kinds. */
    public static final List<PermitKind<?>> ALL = List.of(TOKEN_EXCHANGE, CLIENT_CREDENTIALS);

    private final String label;
    private final String executor;
    private final String grantType;

    /** One for all, because Keycloak creates a factory for each configured permit. */
    private final PermitReader<P> reader;

    private final Function<P, Map<String, Object>> settings;
    private final BiPredicate<P, P> covers;

    private PermitKind(
            String label,
            String executor,
            String grantType,
            Class<? extends PermitConfiguration<P>> configuration,
            Function<P, Map<String, Object>> settings,
            BiPredicate<P, P> covers) {
        this.label = label;
        this.executor = executor;
        this.grantType = grantType;
        this.reader = new PermitReader<>(executor, configuration);
        this.settings = settings;
        this.covers = covers;
    }

    /** Returns the name for log lines and error messages. */
    String label() {
        return label;
    }

    /** Returns the id of the executor. */
    public String executor() {
        return executor;
    }

    /** Returns the {@code grant_type} of the requests that the permits cover. */
    public String grantType() {
        return grantType;
    }

    PermitReader<P> reader() {
        return reader;
    }

    /** Returns the effective value of every key of a permit. */
    public Map<String, Object> settings(P permit) {
        return settings.apply(permit);
    }

    /** Returns whether a permit grants every request that another one would grant. */
    public boolean covers(P wide, P narrow) {
        return covers.test(wide, narrow);
    }
}

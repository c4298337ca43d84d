package dev.oauth2notebook.keycloak.tokenexchange.overrides;

import dev.oauth2notebook.keycloak.common.ShownInServerInfo;
import dev.oauth2notebook.keycloak.tokenexchange.mode.PolicyMode;
import dev.oauth2notebook.keycloak.tokenexchange.permits.PolicyModeValidation;
import org.keycloak.Config;
import org.keycloak.common.Profile;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.protocol.oidc.TokenExchangeProvider;
import org.keycloak.protocol.oidc.TokenExchangeProviderFactory;
import org.keycloak.provider.EnvironmentDependentProviderFactory;

/** Creates the token exchange provider for the current realm, which takes precedence over Keycloak's providers. */
public final class GuardedTokenExchangeProviderFactory
        implements TokenExchangeProviderFactory, EnvironmentDependentProviderFactory, ShownInServerInfo {

    /** Id of this provider. */
    public static final String ID = "token-exchange-policy";

    private static final int BEFORE_KEYCLOAKS_OWN = 100;

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public TokenExchangeProvider create(KeycloakSession session) {
        return switch (PolicyMode.of(session.getContext().getRealm())) {
            case OFF -> new UnenforcedTokenExchangeProvider();
            case REPORT -> new ReportingTokenExchangeProvider();
            case ENFORCED -> new EnforcedTokenExchangeProvider();
        };
    }

    @Override
    public int order() {
        return BEFORE_KEYCLOAKS_OWN;
    }

    @Override
    public boolean isSupported(Config.Scope config) {
        return Profile.isFeatureEnabled(Profile.Feature.TOKEN_EXCHANGE_STANDARD_V2);
    }

    @Override
    public void init(Config.Scope config) {}

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        factory.register(new PolicyModeValidation());
    }

    @Override
    public void close() {}
}

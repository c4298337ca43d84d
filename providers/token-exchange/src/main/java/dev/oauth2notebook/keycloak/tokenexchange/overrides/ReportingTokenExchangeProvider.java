package dev.oauth2notebook.keycloak.tokenexchange.overrides;

import dev.oauth2notebook.keycloak.tokenexchange.decision.Actor;
import dev.oauth2notebook.keycloak.tokenexchange.outcome.ExchangeEvent;
import dev.oauth2notebook.keycloak.tokenexchange.outcome.RefusedRequestException;
import dev.oauth2notebook.keycloak.tokenexchange.permits.GrantedExchange;
import dev.oauth2notebook.keycloak.tokenexchange.permits.RealmPolicy;
import dev.oauth2notebook.keycloak.tokenexchange.report.PolicyReport;
import dev.oauth2notebook.keycloak.tokenexchange.request.ExchangeRequestReader;
import dev.oauth2notebook.keycloak.tokenexchange.tokens.Ancestry;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.TokenExchangeContext;
import org.keycloak.protocol.oidc.TokenManager;
import org.keycloak.representations.AccessToken;
import org.keycloak.util.TokenUtil;

/**
 * Token exchange in realms that only report what the policy would do. Responses are those of realms that do not enforce
 * the policy.
 *
 * <p>Overrides supports, to report what reaches another provider, and checkRequestedAudiences, because Keycloak calls it
 * between issuing and signing. Read in Keycloak 26.7.4; {@code ReportModeIT} fails if that changes.
 */
final class ReportingTokenExchangeProvider extends UnenforcedTokenExchangeProvider {

    private PolicyReport report;

    /** Reports requests that Keycloak's standard exchange does not support: those are never permitted. */
    @Override
    public boolean supports(TokenExchangeContext request) {
        boolean supported = super.supports(request);
        if (!supported) {
            unsupportedReason(request)
                    .map(RefusedRequestException::unsupported)
                    .ifPresent(new PolicyReport(request.getEvent())::refuse);
        }
        return supported;
    }

    /** Reports before the request may be refused, so that delegation can be tried before the policy is enforced. */
    @Override
    TokenManager createTokenManager(
            ExchangeRequestReader reader,
            UserModel user,
            UserSessionModel userSession,
            AccessToken subject,
            Actor chain,
            Ancestry ancestry) {
        report = new PolicyReport(event);
        report.evaluate(() -> {
            GrantedExchange granted = new RealmPolicy(session)
                    .grant(reader.read(user, userSession, subject, chain), context.getRestrictedScopes());
            ExchangeEvent.acting(event, granted.grant(), granted.request().actor());
            return granted;
        });
        return super.createTokenManager(reader, user, userSession, subject, chain, ancestry);
    }

    @Override
    protected void checkRequestedAudiences(TokenManager.AccessTokenResponseBuilder response) {
        super.checkRequestedAudiences(response);
        report.compare(response.getAccessToken(), TokenUtil.isOIDCRequest(params.getScope()));
    }
}

package dev.oauth2notebook.keycloak.tokenexchange.simulation;

import java.util.List;

/**
 * What one permit says about an exchange.
 *
 * @param permit name of the permit
 * @param covers whether it covers the request; the first such permit is used
 * @param failedCheck the first check that the request fails; {@code null} if the permit covers the request, or was not
 *     evaluated
 * @param reason why it does not cover the request, in words; {@code null} if it does
 * @param changes up to two ways to make it cover the request, the shorter first; each is a list of changes
 */
public record PermitAnswer(
        String permit, boolean covers, String failedCheck, String reason, List<List<Change>> changes) {}

// The title of a flow in a list.

/**
 * Returns the title of a flow: "Authorization code with PKCE, frontend, alice".
 *
 * @param flow a flow of the model
 * @param text looks a message up by its key
 */
export function titleOf(flow, text) {
  return [text(`explorerFlow.${flow.kind}${flow.variant}`), flow.client, flow.user].filter(Boolean).join(", ");
}

/** Returns the key of every title that {@link titleOf} can ask for. */
export const FLOW_TITLES = [
  "code",
  "codePkce",
  "clientCredentials",
  "password",
  "device",
  "refresh",
  "exchange",
  "exchangeReduction",
  "exchangeRestriction",
  "exchangeDelegation",
  "exchangeImpersonation",
  "exchangeChain",
  "exchangeConversion",
  "otherGrant",
  "introspection",
  "revocation",
  "userinfo",
  "logout",
  "registration",
  "api",
  "discovery",
  "other",
];

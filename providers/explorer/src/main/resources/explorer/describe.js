// Describes a flow: its kind, its participants and its outcome.
import { hasIssued, isRefused, issued, kindOf, parameter, sent } from "./kinds.js";

/** Returns the client that the first request with one names, or null. */
export function clientOf(records) {
  return records.find(({ client }) => client)?.client ?? null;
}

/**
 * Describes a flow.
 *
 * @param flow its `records` in order, and the flow of its `origin`, if any
 * @returns id, kind, variant, client, user, records, id of the origin, time of the start, counts
 */
export function described(flow) {
  const { records } = flow;
  const kind = kindOf(records[0]);
  return {
    id: records[0].id,
    kind:
      kind === "refresh" || kind === "other"
        ? kindOf(records.find((record) => kindOf(record) !== "other") ?? records[0])
        : kind,
    variant: variantOf(kind, records),
    client: clientOf(records),
    user: records.findLast(({ user }) => user)?.user ?? null,
    records,
    origin: flow.origin?.records[0].id ?? null,
    started: records[0].time,
    refused: records.filter(isRefused).length,
    issued: records.some((record) => hasIssued(record)),
  };
}

function variantOf(kind, records) {
  switch (kind) {
    case "code":
      return records.some((record) => parameter(record, "code_challenge") || parameter(record, "code_verifier"))
        ? "Pkce"
        : "";
    case "exchange":
      return exchangeVariant(records[0]);
    default:
      return "";
  }
}

/** Returns the purpose of an exchange, derived from its request and the issued token (docs/token-exchange.md). */
function exchangeVariant(record) {
  const type = parameter(record, "requested_token_type")?.split(":").at(-1) ?? "access_token";
  if (parameter(record, "actor_token")) {
    const claims = issued(record)?.claims;
    if (claims && !claims.act) {
      return "Impersonation";
    }
    return sent(record, "subject_token")?.claims?.act ? "Chain" : "Delegation";
  }
  if (!["access_token", "jwt"].includes(type)) {
    return "Conversion";
  }
  if (parameter(record, "audience") || parameter(record, "resource")) {
    return "Restriction";
  }
  return parameter(record, "scope") ? "Reduction" : "";
}

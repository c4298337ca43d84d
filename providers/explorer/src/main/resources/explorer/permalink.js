// Addresses that open a prepared flow. They name the flow and what is asked for, never a secret, a code or a token.

const NAME = /^[\w.:-]{1,60}$/;
const SCOPE = /^[\x21\x23-\x5b\x5d-\x7e]{1,60}( [\x21\x23-\x5b\x5d-\x7e]{1,60}){0,19}$/;

/** Flows by the kind that the model gives them. */
const DRIVEN = { code: "code", clientCredentials: "clientCredentials", device: "device", exchange: "exchange" };

/** Returns the fragment of a link that opens a flow like the given one; null if the page cannot drive it. */
export function linkTo(flow) {
  const id = DRIVEN[flow.kind];
  if (!id) {
    return null;
  }
  const parameters = new URLSearchParams({ flow: id });
  const first = flow.records[0];
  const scope = [...(first.query ?? []), ...(first.form ?? [])].find(([name]) => name === "scope")?.[1];
  if (scope && SCOPE.test(scope)) {
    parameters.set("scope", scope);
  }
  return `#${parameters}`;
}

/**
 * Returns the flow that a link names, with the scope that it asks for in its first step.
 *
 * @param fragment fragment of the address
 * @param flows the flows that there are
 * @returns a flow, or null
 */
export function flowOfLink(fragment, flows) {
  const parameters = new URLSearchParams(fragment.replace(/^#/, ""));
  const id = parameters.get("flow") ?? "";
  const scope = parameters.get("scope");
  const flow = NAME.test(id) ? flows.find((candidate) => candidate.id === id) : undefined;
  if (!flow || scope === null || !SCOPE.test(scope)) {
    return flow ?? null;
  }
  return { ...flow, steps: () => flow.steps().map((step, n) => (n === 0 ? withScope(step, scope) : step)) };
}

function withScope(step, scope) {
  return {
    ...step,
    async request(session) {
      const request = await step.request(session);
      return { ...request, fields: request.fields.map(([name, value]) => [name, name === "scope" ? scope : value]) };
    },
  };
}

// A flow for which the browser leaves the page and comes back. What the flow needs afterwards is stored in the session storage
// of this browser tab until the page has read it. The script return.js of the callback page adds the authorization response and
// leads back here.

const KEY = "leftFlow";

/** Values that a flow needs in order to continue and to check its response. None of them is a token. */
const KEPT = ["client", "state", "nonce", "verifier", "redirectUri", "requestUri"];

/**
 * Keeps a flow.
 *
 * @param flow the flow
 * @param step the step whose request the browser is about to send
 * @param session what the flow knows
 * @param request the request
 * @param mistake the mistake in it, or null
 * @param tab `location` and `sessionStorage`, for tests
 */
export function leave({ flow, step, session, request, mistake }, tab = globalThis) {
  const { location, sessionStorage } = tab;
  const left = {
    page: location.pathname + location.search,
    // A pushed request has its state at the server only.
    state: request.fields.find(([name]) => name === "state")?.[1] ?? session.values.state,
    flow: flow.id,
    step: step.id,
    mistake: mistake?.id,
    request,
    values: Object.fromEntries(KEPT.map((name) => [name, session.values[name]])),
  };
  sessionStorage.setItem(KEY, JSON.stringify(left));
}

/** Returns whether there is a flow that {@link takeLeft} would return. */
export function hasLeft({ sessionStorage } = globalThis) {
  return sessionStorage.getItem(KEY) !== null;
}

/**
 * Returns the flow for which the browser left the page, and forgets it.
 *
 * @param flows the flows that there are
 * @param tab `sessionStorage`, for tests
 * @returns `flow`, `step`, `mistake` or null, `request`, `values`, and `redirect`, the parameters of the authorization
 *     response, or null if the browser came back without one; or null if it did not leave
 */
export function takeLeft(flows, { sessionStorage } = globalThis) {
  const left = JSON.parse(sessionStorage.getItem(KEY));
  sessionStorage.removeItem(KEY);
  const flow = flows.find(({ id }) => id === left?.flow);
  const step = flow?.steps().find(({ id }) => id === left.step);
  if (!step) {
    return null;
  }
  return {
    flow,
    step: step.id,
    mistake: step.mistakes.find(({ id }) => id === left.mistake) ?? null,
    request: left.request,
    values: left.values,
    redirect: left.response ? new URLSearchParams(left.response) : null,
  };
}

/** Returns whether a request can be sent in the window of the page: its redirect URI has to lead back to this origin. */
export function canLeave(request, session, { origin } = location) {
  const { redirectUri } = session.values;
  return Boolean(request.expectsCode) && URL.canParse(redirectUri) && new URL(redirectUri).origin === origin;
}

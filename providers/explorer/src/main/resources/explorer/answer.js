// Gets the final response to a step, which may take several requests.
import { pause } from "./countdown.js";
import { isWaitingFor } from "./kinds.js";
import { clientCheck } from "./outcome.js";
import { browse, send } from "./send.js";

/**
 * Sends a request.
 *
 * @param request made by a step
 * @param mistake the mistake in it, or null
 * @param session what the flow knows
 * @param signal is aborted when the user does something else
 * @returns what outcome.js describes: `status` and `json`, or `redirect`, or `failure`
 */
export async function answerTo(request, mistake, session, signal) {
  try {
    if (request.popup) {
      const answer = await browse(request, session.values.redirectUri);
      return answer.redirect ? received(answer.redirect, request, mistake, session) : answer;
    }
    return request.pause ? await keepAsking(request, signal) : await repeat(request, mistake?.repeat ?? 1);
  } catch (error) {
    return { failure: ["popup", "origin"].includes(error.message) ? error.message : "network" };
  }
}

/**
 * Returns an authorization response with what the client says about it.
 *
 * @param redirect its parameters
 * @param request the request that it answers
 * @param mistake the mistake in it, or null; it may change the response, as an attacker would
 * @param session what the flow knows
 */
export function received(redirect, request, mistake, session) {
  mistake?.tamper?.(redirect);
  return { redirect, check: request.expectsCode ? clientCheck(redirect, session) : null };
}

/** Sends a request until the response is final, or the user does something else. */
async function keepAsking(request, signal) {
  for (;;) {
    const answer = await send(request);
    if (!isWaitingFor(answer.json?.error) || signal.aborted) {
      return answer;
    }
    await pause(request.pause, signal);
  }
}

async function repeat(request, times) {
  let answer;
  for (let n = 0; n < times; n++) {
    answer = await send(request);
  }
  return answer;
}

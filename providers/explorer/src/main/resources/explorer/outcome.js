// The outcome of a request that the page sent.
import { element, outerLink } from "./dom.js";
import { icon } from "./icons.js";
import { isWaitingFor } from "./kinds.js";
import { text } from "./texts.js";

/** A refusal that the client makes itself: the answer is not for it (RFC 6749 section 10.12, RFC 9207 section 2.4). */
export function clientCheck(redirect, session) {
  if (redirect.get("state") !== session.values.state) {
    return "state";
  }
  return redirect.get("iss") !== session.issuer ? "iss" : null;
}

/**
 * Describes an outcome.
 *
 * @param answer `status` and `json`, or `redirect` (null: there was no response; `left`: in the window of the page), or
 *     `failure`
 * @param mistake the mistake that was made, or null
 * @param remark returns the key of a remark on the answer, or null (optional)
 */
export function outcomeView(answer, mistake, remark) {
  const refused = isRefused(answer) || Boolean(mistake?.caught?.(answer));
  const isOpen = answer.failure || answer.redirect === null || (!mistake && isWaitingFor(answer.json?.error));
  const kind = isOpen ? "waiting" : refused ? "refused" : "ok";
  return element(
    "section.ex-outcome",
    { "data-outcome": kind, "data-mistake": mistake?.id, tabindex: -1 },
    element("h4", {}, icon(kind), heading(answer, refused)),
    description(answer),
    remarkOn(answer, remark),
    mistake &&
      element(
        "p",
        {},
        element("strong", {}, `${text("explorerWithoutTheCheck")} `),
        text(`explorerBreak.${mistake.id}.why`),
      ),
  );
}

/** Returns whether there is a response that neither the server nor the client refused. */
export function isTaken({ failure, redirect, check, status }) {
  return !failure && redirect !== null && !check && (status ?? 200) < 400;
}

/** Returns whether the server or the client refused. */
export function isRefused({ status, json, redirect, check }) {
  return Boolean(check) || status >= 400 || json?.active === false || Boolean(redirect?.get("error"));
}

function remarkOn(answer, remark) {
  const key = answer.failure ? null : remark?.(answer);
  return key && element("p.ex-remark", {}, text(key));
}

function heading({ status, json, redirect, check, failure, left }, refused) {
  if (failure) {
    return text(`explorerFailure.${failure}`);
  }
  if (redirect === null) {
    return text(left ? "explorerCameBack" : "explorerWindowClosed");
  }
  if (check) {
    return text(`explorerCheck.${check}`);
  }
  if (refused && !isRefused({ status, json, redirect, check })) {
    return text("explorerWithheld", json.scope);
  }
  const error = json?.error ?? redirect?.get("error") ?? (json?.active === false ? "active: false" : "");
  return refused
    ? `${text(isWaitingFor(error) ? "explorerNotYet" : "explorerRefused")} ${[status, error].filter(Boolean).join(" ")}`
    : text("explorerAccepted", status ?? "302");
}

function description({ json, redirect }) {
  const details = json?.error_description ?? redirect?.get("error_description");
  const address = json?.error_uri;
  return [
    details && element("p", {}, details),
    address && element("p", {}, outerLink(address, text("explorerWhatToChange"))),
  ];
}

// One request and its answer, explained.
import { answerLabel } from "./arrows.js";
import { claimMeaning, headerMeaning, parameterMeaning } from "./explain.js";
import { predecessor } from "./difference.js";
import { button, element, fold } from "./dom.js";
import { insideView, refusal } from "./inside-view.js";
import { isRefused } from "./kinds.js";
import { rawRequest, rawResponse } from "./raw.js";
import { text } from "./texts.js";
import { tokenView } from "./token-view.js";
import { shown, values } from "./values.js";

/** Shows a request. The event `again` asks for it to be changed and sent again. */
export class RequestDetail extends HTMLElement {
  /**
   * @param record the request
   * @param earlier requests before it, of all flows
   * @param canSend whether the page may send it again
   */
  show(record, earlier, canSend) {
    const state = `${record.id} ${canSend}`;
    if (this.dataset.shown === state) {
      return;
    }
    this.dataset.shown = state;
    const heading = element(
      "h3",
      { tabindex: -1 },
      `${record.method} ${path(record.url)} `,
      element("span.ex-status", { "data-outcome": answerLabel(record).outcome }, record.status),
    );
    this.replaceChildren(
      heading,
      element("p.ex-url", {}, shown(record.url)),
      refusal(record) ?? "",
      canSend
        ? button(text("explorerAgain"), () =>
            this.dispatchEvent(new CustomEvent("again", { detail: record.id, bubbles: true })),
          )
        : "",
      ...this.#sections(record, earlier).filter(Boolean),
    );
  }

  /** What explains a refusal comes first, or what changed from one token to the next; then what was sent and answered. */
  #sections(record, earlier) {
    const before = predecessor(record, earlier);
    const inside = fold(text("explorerInside"), isRefused(record) || Boolean(record.decision), insideView(record));
    const tokens = this.#tokens(record, before);
    const messages = [this.#request(record), this.#response(record)];
    if (isRefused(record)) {
      return [inside, ...messages, tokens];
    }
    return before ? [tokens, inside, ...messages] : [...messages, tokens, inside];
  }

  clear() {
    delete this.dataset.shown;
    this.replaceChildren();
  }

  #request(record) {
    return fold(
      text("explorerRequest"),
      true,
      values(text("explorerQuery"), record.query ?? [], parameterMeaning),
      values(text("explorerForm"), record.form ?? [], parameterMeaning),
      values(text("explorerBody"), Object.entries(record.requestJson ?? {}), parameterMeaning),
      fold(
        text("explorerHeaders"),
        false,
        values(text("explorerHeaders"), record.requestHeaders ?? [], headerMeaning, "ex-quiet"),
      ),
      fold(text("explorerRaw"), false, element("pre.ex-raw", { tabindex: 0 }, rawRequest(record))),
    );
  }

  #response(record) {
    const json = record.responseJson;
    const isObject = json !== null && typeof json === "object" && !Array.isArray(json);
    const meaningOf =
      record.endpoint === "introspect" || record.endpoint === "userinfo" || record.endpoint === "api"
        ? (name) => claimMeaning(name) ?? parameterMeaning(name)
        : parameterMeaning;
    return fold(
      text("explorerAnswer"),
      true,
      isObject ? values(text("explorerBody"), Object.entries(json), meaningOf) : json === null ? null : shown(json),
      json === null && record.responseText ? shown(record.responseText) : null,
      fold(
        text("explorerHeaders"),
        false,
        values(text("explorerHeaders"), record.responseHeaders ?? [], headerMeaning, "ex-quiet"),
      ),
      fold(text("explorerRaw"), false, element("pre.ex-raw", { tabindex: 0 }, rawResponse(record))),
    );
  }

  #tokens(record, before) {
    const tokens = record.tokens ?? [];
    if (tokens.length === 0) {
      return null;
    }
    return fold(
      text("explorerTokens"),
      true,
      tokens.map((token) =>
        tokenView(token, token.from === "response.access_token" ? before : undefined, Date.now(), tokens.length === 1),
      ),
    );
  }
}

function path(url) {
  try {
    return new URL(url).pathname;
  } catch {
    return url;
  }
}

customElements.define("request-detail", RequestDetail);

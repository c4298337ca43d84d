// A request as a form: each of its headers and fields can be changed, left out or added.
import { headerMeaning, parameterMeaning } from "./explain.js";
import { button, element } from "./dom.js";
import { text } from "./texts.js";
import { explanation } from "./values.js";

let count = 0;

/** Shows a request in a form, and reads it again as the person left it. */
export class RequestForm {
  #request;
  #rows;

  /** The element with the form's fields. */
  element;

  constructor(request) {
    this.#request = request;
    this.#rows = element(
      "div.ex-fields",
      {},
      ...request.headers.map((pair) => row("header", pair)),
      ...request.fields.map((pair) => row("field", pair)),
    );
    this.element = element(
      "div.ex-request",
      {},
      element("p.ex-url", {}, element("code.ex-value", {}, `${request.method} ${request.url}`)),
      this.#rows,
      button(text("explorerAddField"), () => this.#add(), { class: "pf-v5-c-button pf-m-link" }),
    );
  }

  /** Returns the request with what is in the form. */
  read() {
    const pairs = (kind) =>
      [...this.#rows.querySelectorAll(`[data-kind=${kind}]`)]
        .map((entry) => [
          entry.dataset.name ?? entry.querySelector("[data-part=name]").value,
          entry.querySelector("[data-part=value]").value,
        ])
        .filter(([name]) => name !== "");
    return { ...this.#request, headers: pairs("header"), fields: pairs("field") };
  }

  #add() {
    const added = element(
      "div.ex-field",
      { "data-kind": "field" },
      element("input.ex-input", {
        "data-part": "name",
        "aria-label": text("explorerFieldName"),
        autocomplete: "off",
        spellcheck: "false",
      }),
      element("input.ex-input", {
        "data-part": "value",
        "aria-label": text("explorerFieldValue"),
        autocomplete: "off",
        spellcheck: "false",
      }),
      remove(text("explorerFieldName")),
    );
    this.#rows.append(added);
    added.querySelector("input").focus();
  }
}

function row(kind, [name, value]) {
  count += 1;
  const id = `ex-field-${count}`;
  const meaning = kind === "header" ? headerMeaning(name) : parameterMeaning(name);
  return element(
    "div.ex-field",
    { "data-kind": kind, "data-name": name },
    element("label", { for: id }, name),
    element("input.ex-input", {
      id,
      "data-part": "value",
      value,
      autocomplete: "off",
      spellcheck: "false",
      "aria-describedby": meaning && `${id}-meaning`,
    }),
    remove(name),
    meaning && element("div.ex-field-meaning", { id: `${id}-meaning` }, explanation(meaning)),
  );
}

function remove(name) {
  return button("×", ({ target }) => target.closest(".ex-field").remove(), {
    class: "ex-remove",
    "aria-label": text("explorerLeaveOut", name),
    title: text("explorerLeaveOut", name),
  });
}

// The panel of a flow that the page runs.
import { DeviceView } from "./device-view.js";
import { button, element, setCurrent } from "./dom.js";
import { text } from "./texts.js";

const PREFIX = { variants: "explorerVariant", mistakes: "explorerBreak" };

/**
 * Shows a step of a flow.
 *
 * @param state `flow`, `steps`, the current `step`, `session`, the request as a `form`, whether the page `leaves` to send it
 *     (null: it cannot), the `outcome` or null, and whether the page `waits` until it sends the request
 * @param on what to call: `open` with a step, `send`, `keepAsking`, `vary` and `break` with a choice, `leave` with true or
 *     false, `close`
 * @returns elements
 */
export function driveView(state, on) {
  const { flow, step, session, form, outcome } = state;
  const { device, accessToken } = session.values;
  return [
    element(
      "header.ex-drive-head",
      {},
      element("h2", {}, text(`explorerDrive.${flow.id}`)),
      button(text("explorerClose"), on.close),
    ),
    navigation(state, on),
    element("h3", { tabindex: -1 }, text(`explorerStep.${step.id}`)),
    element("p", {}, text(`explorerStep.${step.id}.why`)),
    device && new DeviceView(device, accessToken !== undefined).element,
    form.element,
    ...(state.waits ? [outcome] : choosing(state, on)),
  ].filter(Boolean);
}

function choosing(state, on) {
  return [
    state.leaves !== null && places(state, on),
    actions(state, on),
    state.outcome,
    choices("variants", text("explorerVariants"), state, on.vary),
    choices("mistakes", text("explorerBreakIt"), state, on.break),
  ];
}

/** Returns whether the flow has what a step or a mistake needs. */
function isReady({ needs = [] }, session) {
  return needs.every((name) => session.values[name] !== undefined);
}

function navigation({ steps, step: current, session }, on) {
  const entries = steps.map((step, n) => {
    const entry = button(`${n + 1}. ${text(`explorerStep.${step.id}`)}`, () => on.open(step), {
      class: "ex-step",
      disabled: !isReady(step, session),
      "data-step": step.id,
    });
    setCurrent(entry, step === current);
    return element("li", {}, entry);
  });
  return element("ol.ex-steps", { "aria-label": text("explorerSteps") }, entries);
}

/** Whether the browser goes to the server in another window, or in the one of the page. */
function places({ leaves }, on) {
  const place = (id, value) =>
    element(
      "label.ex-place",
      {},
      element("input", {
        type: "radio",
        name: "place",
        value: id,
        checked: leaves === value,
        onchange: () => on.leave(value),
      }),
      text(`explorerPlace.${id}`),
    );
  return element(
    "fieldset.ex-places",
    {},
    element("legend", {}, text("explorerPlaces")),
    place("window", false),
    place("here", true),
    element("p.ex-muted", {}, text("explorerPlaceHint")),
  );
}

function actions({ steps, step, session }, on) {
  const next = steps[steps.indexOf(step) + 1];
  return element(
    "div.ex-actions",
    {},
    button(text("explorerSend"), on.send, { class: "pf-v5-c-button pf-m-primary", "data-action": "send" }),
    step.pause && button(text("explorerKeepAsking"), on.keepAsking, { "data-action": "keep-asking" }),
    button(text("explorerReset"), () => on.open(step)),
    next &&
      isReady(next, session) &&
      button(text("explorerNext", text(`explorerStep.${next.id}`)), () => on.open(next), { "data-action": "next" }),
  );
}

function choices(kind, title, { step, session }, choose) {
  const all = step[kind] ?? [];
  const buttons = all.map((choice) =>
    button(text(`${PREFIX[kind]}.${choice.id}`), () => choose(choice), {
      class: `ex-choice ex-${kind}`,
      "data-choice": choice.id,
      disabled: !isReady(choice, session),
    }),
  );
  const isWaiting = all.some((choice) => !isReady(choice, session));
  return (
    all.length > 0 &&
    element(
      "section.ex-choices",
      {},
      element("h4", {}, title),
      isWaiting && element("p.ex-muted", {}, text("explorerNeedsStep")),
      element("div.ex-actions", {}, buttons),
    )
  );
}

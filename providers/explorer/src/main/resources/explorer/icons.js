// Small signs beside a text that says the same.
import { graphic } from "./dom.js";

const PATHS = {
  ok: "M4 12.5 9.5 18 20 7",
  refused: "M6 6 18 18M18 6 6 18",
  waiting: "M12 6v6l4 3",
  arrow: "M4 12h15M13 6l6 6-6 6",
  back: "M20 12H5M11 6l-6 6 6 6",
};

export function icon(name) {
  return graphic(
    "svg.ex-icon",
    {
      viewBox: "0 0 24 24",
      width: 16,
      height: 16,
      fill: "none",
      stroke: "currentColor",
      "stroke-width": 2,
      "aria-hidden": "true",
      focusable: "false",
    },
    graphic("path", { d: PATHS[name] }),
  );
}

// Creates elements without markup in strings, so that text is never interpreted as markup.

const SVG = "http://www.w3.org/2000/svg";

/**
 * Creates an HTML element.
 *
 * @param name name of the element, with classes as in CSS: "p.muted"
 * @param attributes attributes by name; `onclick` and the like are listeners, null and false leave one out
 * @param children elements and texts; null is left out
 */
export function element(name, attributes = {}, ...children) {
  return filled(document.createElement(tag(name)), name, attributes, children);
}

/** Creates an SVG element, as {@link element} does. */
export function graphic(name, attributes = {}, ...children) {
  return filled(document.createElementNS(SVG, tag(name)), name, attributes, children);
}

function tag(name) {
  return name.split(".")[0];
}

function filled(created, name, attributes, children) {
  const classes = name.split(".").slice(1).join(" ");
  if (classes) {
    created.setAttribute("class", classes);
  }
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) {
      created.addEventListener(key.slice(2), value);
    } else if (value !== null && value !== undefined && value !== false) {
      created.setAttribute(key, value === true ? "" : String(value));
    }
  }
  created.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return created;
}

/** Creates a link that sends no referrer; plain text if the address is not an http or https URL. */
export function outerLink(url, label) {
  return isWebAddress(url)
    ? element("a", { href: url, rel: "noreferrer", target: "_blank" }, label)
    : document.createTextNode(label);
}

/** Returns whether an address may become a link: javascript: and data: addresses may not. */
export function isWebAddress(url) {
  try {
    return ["http:", "https:"].includes(new URL(url, globalThis.location?.href).protocol);
  } catch {
    return false;
  }
}

/** Creates a section that can be opened and closed. */
export function fold(title, open, ...children) {
  return element("details.ex-fold", { open }, element("summary", {}, title), ...children);
}

/** Creates a button. */
export function button(label, onclick, attributes = {}) {
  return element("button.pf-v5-c-button.pf-m-secondary", { type: "button", onclick, ...attributes }, label);
}

/** Marks one of several elements as the current one, or not. */
export function setCurrent(entry, current) {
  if (current) {
    entry.setAttribute("aria-current", "true");
  } else {
    entry.removeAttribute("aria-current");
  }
}

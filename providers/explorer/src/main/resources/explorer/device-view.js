// The television and the phone of the device flow, side by side.
import { element, graphic } from "./dom.js";
import { qrCode } from "./qr.js";
import { text } from "./texts.js";

/** Shows the code of a device as a television would, and opens the page on which a person enters it. */
export class DeviceView {
  /** The element with both screens. */
  element;

  /**
   * @param device answer of the device authorization endpoint (RFC 8628 section 3.2)
   * @param isConnected whether the television has its tokens
   */
  constructor(device, isConnected) {
    this.element = element("div.ex-screens", {}, isConnected ? connected() : television(device), phone(device));
  }
}

function television(device) {
  return element(
    "section.ex-tv",
    { "aria-label": text("explorerTelevision") },
    element("p", {}, text("explorerTelevisionSays", device.verification_uri)),
    element("p.ex-user-code", {}, device.user_code),
    picture(device.verification_uri_complete ?? device.verification_uri),
  );
}

function connected() {
  return element(
    "section.ex-tv",
    { "aria-label": text("explorerTelevision") },
    element("p.ex-user-code", {}, text("explorerTelevisionDone")),
  );
}

/** Draws a QR code; none if the address is too long for one. */
function picture(address) {
  const modules = qrCode(address);
  if (!modules) {
    return null;
  }
  const quiet = 4;
  const size = modules.length + 2 * quiet;
  const dark = modules
    .flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x + quiet} ${y + quiet}h1v1h-1z` : "")))
    .join("");
  return graphic(
    "svg.ex-qr",
    { viewBox: `0 0 ${size} ${size}`, role: "img", "aria-label": text("explorerQrCode") },
    graphic("rect", { width: size, height: size, class: "ex-qr-light" }),
    graphic("path", { d: dark, class: "ex-qr-dark" }),
  );
}

function phone(device) {
  return element(
    "section.ex-phone",
    { "aria-label": text("explorerPhone") },
    element("p", {}, text("explorerPhoneSays")),
    element(
      "button.pf-v5-c-button.pf-m-primary",
      { type: "button", onclick: () => openPhone(device), "data-action": "phone" },
      text("explorerOpenPhone"),
    ),
  );
}

function openPhone(device) {
  const url = new URL(device.verification_uri_complete ?? device.verification_uri, location.href);
  open(location.origin + url.pathname + url.search, "explorer-phone", "popup,width=390,height=780");
}

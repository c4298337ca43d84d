import { checkAuthSession, startSessionPolling } from "./authChecker.js";
import "./passwordVisibility.js";
import "./password.js";
import "./password-policy-hints.js";
import "./user-code.js";

// Sign-in went on in another tab: follow it. Pages outside of a sign-in carry no such URL.
const { signInUrl, authenticationSession } = document.body.dataset;
if (signInUrl) {
  startSessionPolling(signInUrl);
}
if (authenticationSession) {
  checkAuthSession(authenticationSession);
}

// A form is sent once, whatever the number of clicks.
const sent = new WeakSet();
document.addEventListener("submit", (event) => {
  if (event.defaultPrevented) {
    return;
  }
  if (sent.has(event.target)) {
    event.preventDefault();
  }
  sent.add(event.target);
});
globalThis.addEventListener("pageshow", (event) => {
  if (event.persisted) {
    Array.from(document.forms).forEach((form) => sent.delete(form));
  }
});

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-once-link]");
  if (link?.getAttribute("aria-disabled") === "true") {
    event.preventDefault();
  }
  link?.setAttribute("aria-disabled", "true");
});

// After the logout, when the applications in the frames have been told.
globalThis.addEventListener("load", () => {
  const next = document.querySelector("a[data-follow]");
  if (next) {
    location.replace(next.href);
  }
});

// Escape takes the safe way out, where a page has one.
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    document.querySelector("[data-escape]")?.click();
  }
});

// Leads back to the explorer, if the response is for the request that its module redirect.js has sent in this browser tab.
// Runs after response.js, which displays the parameters that are in the fragment.
const KEY = "leftFlow";
const left = JSON.parse(sessionStorage.getItem(KEY) ?? "{}");
const response = Object.fromEntries(
  ["code", "error", "error_description", "state", "iss"]
    .map((name) => [name, document.getElementById(`response-${name}`)?.textContent])
    .filter(([, value]) => value),
);
const page = new URL(left.page ?? "", location.href);
// Anybody can link to this page: a response with another state stays here.
if (left.state && response.state === left.state && page.origin === location.origin) {
  sessionStorage.setItem(KEY, JSON.stringify({ ...left, response }));
  // Replaces this page, so that the code is not in the history.
  location.replace(page);
}

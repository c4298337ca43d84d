// Browsers do not send the fragment (response_mode=fragment) to the server, so this script displays it.
const section = document.getElementById("fragment-response");
if (section) {
  const values = parameters(new URLSearchParams(location.hash.slice(1)));
  const present = [...section.querySelectorAll("[data-parameter]")].filter(({ dataset }) => dataset.parameter in values);
  for (const entry of present) {
    entry.querySelector("output").textContent = values[entry.dataset.parameter];
    entry.hidden = false;
  }
  section.hidden = present.length === 0;
  document.getElementById("no-response").hidden = present.length > 0;
}
for (const address of document.querySelectorAll("[data-address]")) {
  address.textContent = location.href;
  address.hidden = false;
}

/** Returns the parameters of a response. For a JWT (response_mode=fragment.jwt), decodes its claims without verification. */
function parameters(fragment) {
  const [, claims] = (fragment.get("response") ?? "").split(".");
  try {
    const bytes = atob(claims.replaceAll("-", "+").replaceAll("_", "/"));
    return JSON.parse(new TextDecoder().decode(Uint8Array.from(bytes, (char) => char.charCodeAt(0))));
  } catch {
    return Object.fromEntries(fragment);
  }
}

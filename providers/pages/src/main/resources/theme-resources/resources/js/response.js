// A response in the fragment (response_mode=fragment) never reaches the server, so the page shows it by itself.
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

/** The parameters of a response, which may be the claims of a JWT (response_mode=fragment.jwt), here only decoded. */
function parameters(fragment) {
  const [, claims] = (fragment.get("response") ?? "").split(".");
  try {
    const bytes = atob(claims.replaceAll("-", "+").replaceAll("_", "/"));
    return JSON.parse(new TextDecoder().decode(Uint8Array.from(bytes, (char) => char.charCodeAt(0))));
  } catch {
    return Object.fromEntries(fragment);
  }
}

// Sends the authorization request of the start page. redeem.js reads what it stores.
const form = document.getElementById("sample-request");
// Browsers hash in secure contexts only: over HTTPS, or on the machine itself.
if (form && isSecureContext) {
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const state = random();
    const verifier = random();
    form.elements.state.value = state;
    form.elements.code_challenge.value = base64Url(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier)));
    sessionStorage.setItem("sampleRequest", JSON.stringify({ state, verifier }));
    form.submit();
  });
}

/** Returns 256 random bits, as RFC 7636 section 4.1 recommends for a code verifier. */
function random() {
  return base64Url(crypto.getRandomValues(new Uint8Array(32)));
}

function base64Url(bytes) {
  return btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}

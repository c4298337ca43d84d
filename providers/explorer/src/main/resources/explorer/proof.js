// What a client proves: that it sent the authorization request (PKCE), and that it holds a key (DPoP).

const KEY = { name: "ECDSA", namedCurve: "P-256" };

/** Returns 256 random bits, as RFC 7636 section 4.1 recommends for a code verifier. */
export function random() {
  return base64Url(crypto.getRandomValues(new Uint8Array(32)));
}

/** Returns the code challenge of a verifier (RFC 7636 section 4.2, S256). */
export async function challenge(verifier) {
  return base64Url(await sha256(verifier));
}

/** Makes a key pair whose private key cannot leave the browser. */
export function newKey() {
  return crypto.subtle.generateKey(KEY, false, ["sign", "verify"]);
}

/**
 * Makes a DPoP proof (RFC 9449 section 4.2).
 *
 * @param key pair of keys, as {@link newKey} makes it
 * @param method method of the request
 * @param url address of the request, of which query and fragment are left out
 * @param token access token that is sent along, if any
 */
export async function proof(key, method, url, token) {
  const { kty, crv, x, y } = await crypto.subtle.exportKey("jwk", key.publicKey);
  const header = { typ: "dpop+jwt", alg: "ES256", jwk: { kty, crv, x, y } };
  const claims = { jti: random(), htm: method, htu: url.replace(/[?#].*$/, ""), iat: Math.floor(Date.now() / 1000) };
  if (token) {
    claims.ath = base64Url(await sha256(token));
  }
  const signed = `${encoded(header)}.${encoded(claims)}`;
  const signature = await crypto.subtle.sign({ name: "ECDSA", hash: "SHA-256" }, key.privateKey, bytes(signed));
  return `${signed}.${base64Url(signature)}`;
}

/** Returns the fingerprint by which the server names a token: half of the digits of its hash. */
export async function fingerprint(token) {
  const hash = new Uint8Array(await sha256(token));
  return Array.from(hash.slice(0, 8), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function sha256(text) {
  return crypto.subtle.digest("SHA-256", bytes(text));
}

function encoded(json) {
  return base64Url(bytes(JSON.stringify(json)));
}

function bytes(text) {
  return new TextEncoder().encode(text);
}

function base64Url(buffer) {
  return btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}

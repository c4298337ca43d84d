// Reads a JWT without verifying it.

/** Returns the header and the claims of a JWT, or null for a text that is none. */
export function decode(token) {
  const parts = String(token).trim().split(".");
  if (parts.length !== 3) {
    return null;
  }
  try {
    const [header, claims] = parts.slice(0, 2).map(part);
    return isObject(header) && isObject(claims) ? { header, claims } : null;
  } catch {
    return null;
  }
}

/** Returns a JWT with other claims and the same signature, as a forger would send it. */
export function forge(token, change) {
  const [header, , signature] = token.split(".");
  const claims = { ...decode(token)?.claims, ...change };
  const binary = String.fromCharCode(...new TextEncoder().encode(JSON.stringify(claims)));
  return `${header}.${btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "")}.${signature}`;
}

function part(text) {
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return JSON.parse(
    new TextDecoder("utf-8", { fatal: true }).decode(Uint8Array.from(binary, (char) => char.charCodeAt(0))),
  );
}

function isObject(value) {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

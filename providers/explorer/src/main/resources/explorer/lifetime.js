// The life of a token at a moment.

/**
 * Returns the life of a token.
 *
 * @param claims claims of the token
 * @param now milliseconds since the epoch
 * @returns `total` and `left` in seconds, `used` as a fraction from 0 to 1; or null for a token without an end
 */
export function lifetime(claims, now) {
  if (!Number.isFinite(claims?.exp)) {
    return null;
  }
  const begin = [claims.nbf, claims.iat].find((time) => Number.isFinite(time) && time > 0) ?? now / 1000;
  const total = Math.max(claims.exp - begin, 0);
  const left = Math.max(claims.exp - now / 1000, 0);
  return { total, left, used: total === 0 ? 1 : Math.min(Math.max(1 - left / total, 0), 1) };
}

/** Returns a number of seconds as people say it: "4 min 12 s". */
export function duration(seconds) {
  const whole = Math.round(seconds);
  const parts = [
    [Math.floor(whole / 86_400), "d"],
    [Math.floor(whole / 3600) % 24, "h"],
    [Math.floor(whole / 60) % 60, "min"],
    [whole % 60, "s"],
  ].filter(([count]) => count > 0);
  return (
    parts
      .slice(0, 2)
      .map(([count, unit]) => `${count} ${unit}`)
      .join(" ") || "0 s"
  );
}

// Waits with a visible countdown that the user can cancel.

const SECOND = 1000;

/**
 * Waits until a moment.
 *
 * @param until milliseconds since the epoch
 * @param tick is called with the milliseconds that are left, at once and then every second
 * @param signal ends the wait when it is aborted
 * @returns whether the moment was reached; false if the wait was cancelled
 */
export async function countdown(until, tick, signal) {
  while (!signal.aborted) {
    const left = Math.max(until - Date.now(), 0);
    tick(left);
    if (left === 0) {
      return true;
    }
    await pause(Math.min(left, SECOND), signal);
  }
  return false;
}

/** Waits for a number of milliseconds, or until the signal is aborted. */
export function pause(milliseconds, signal) {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    signal.addEventListener("abort", end);
  });
}

/** Returns a time as clocks show it: "1:05". */
export function clock(milliseconds) {
  const seconds = Math.ceil(milliseconds / SECOND);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

// Waiting for something to become true, never for time to pass.

export const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** The first truthy answer of `look`; fails with `what` in words after `timeoutMs`. */
export async function until(what, look, { timeoutMs = 8000, everyMs = 25 } = {}) {
  const end = performance.now() + timeoutMs;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (performance.now() > end) throw new Error(`Waited ${timeoutMs} ms for: ${what}`);
    await pause(everyMs);
  }
}

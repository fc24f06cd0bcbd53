// sendBeacon: what may carry a person's words is judged first and then sent as a request that
// outlives the page.

import { ask, worthAsking } from "./ask";
import { mayBeText, readBlob, readNow, type Readable } from "./body";
import { wrap } from "./native";

const nativeFetch = window.fetch.bind(window);

async function sendLater(url: string, data: BodyInit, body: Readable): Promise<void> {
  const verdict = worthAsking("POST", url, body.text)
    ? await ask("beacon", "POST", url, body.text)
    : { do: "pass" as const };
  if (verdict.do === "block") return;
  const content = verdict.do === "rewrite" ? body.replace(verdict.body) : data;
  if (content === undefined) return;
  await nativeFetch(url, {
    method: "POST",
    body: content,
    keepalive: true,
    credentials: "include",
    mode: "no-cors",
  });
}

export function guardBeacon(): void {
  wrap(Navigator.prototype, "sendBeacon", (native, self, args) => {
    const data = args[1] as BodyInit | null | undefined;
    const now = readNow(data);
    const url = new URL(String(args[0]), document.baseURI).href;
    const held = reading(data, now, url);
    if (!held || !data) return native(self, args);
    held.then((body) => sendLater(url, data, body)).catch(() => undefined); // beacons report nothing
    return true;
  });
}

/** Nothing for a beacon that may go at once. */
function reading(
  data: unknown,
  now: Readable | undefined,
  url: string,
): Promise<Readable> | undefined {
  if (now) return worthAsking("POST", url, now.text) ? Promise.resolve(now) : undefined;
  return data instanceof Blob && mayBeText(data.type) ? readBlob(data) : undefined;
}

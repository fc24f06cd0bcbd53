// sendBeacon: what the gate cannot pass at once is judged first and then sent as a request that
// outlives the page.

import { guarding, mayGo, type Verdict } from "./ask";
import { bodyOf, type Body } from "./body";
import { wrap, type Native } from "./native";
import { then } from "./natives";

const ignore = (): void => undefined; // beacons report nothing

function sendLater(fetch: Native, url: string, body: Body, verdict: Verdict): void {
  if (verdict.say === "block") return;
  const content = verdict.say === "rewrite" ? body.rewritten(verdict.content) : body.sent;
  if (content === undefined) return;
  const init = {
    __proto__: null,
    method: "POST",
    body: content,
    keepalive: true,
    credentials: "include",
    mode: "no-cors",
  };
  then(fetch(undefined, [url, init]), ignore, ignore);
}

export function guardBeacon(realm: typeof globalThis, fetch: Native): void {
  wrap(realm.Navigator.prototype, "sendBeacon", (native, self, args) => {
    const data = args.length > 1 ? args[1] : undefined;
    if (!guarding() || data === undefined || data === null) return native(self, args);
    const url = `${args[0] as string}`;
    const body = bodyOf(data);
    const question = { via: "beacon", method: "POST", url, sync: false } as const;
    const settle = (verdict: Verdict) => sendLater(fetch, url, body, verdict);
    return mayGo(question, body.content, settle) ? native(self, [url, body.sent]) : true;
  });
}

// XMLHttpRequest: send() is held until judged. A block ends as a network error does. A synchronous
// request to a prompt endpoint cannot wait for a verdict and is refused.

import { ask, worthAsking } from "./ask";
import { readBlob, readNow, type Readable } from "./body";
import { wrap } from "./native";

type Send = (self: unknown, args: unknown[]) => unknown;

interface Opened {
  method: string;
  url: string;
  asynchronous: boolean;
  /** Counts open() and abort(): a verdict for an earlier turn is not acted on. */
  turn: number;
}

const opened = new WeakMap<XMLHttpRequest, Opened>();

function absolute(url: unknown): string {
  try {
    return new URL(String(url), document.baseURI).href;
  } catch {
    return "";
  }
}

function remember(xhr: XMLHttpRequest, args: unknown[]): void {
  opened.set(xhr, {
    method: String(args[0]).toUpperCase(),
    url: absolute(args[1]),
    asynchronous: args.length < 3 || Boolean(args[2]),
    turn: (opened.get(xhr)?.turn ?? 0) + 1,
  });
}

/** Lets the browser itself fail the request, so that state and events are the real ones. */
function failAsNetwork(xhr: XMLHttpRequest, nativeOpen: Send, nativeSend: Send): void {
  nativeOpen(xhr, ["GET", `blob:${location.origin}/held-back`, true]);
  nativeSend(xhr, []);
}

async function held(
  xhr: XMLHttpRequest,
  request: Opened,
  body: Readable,
  open: Send,
  send: Send,
  original: unknown,
): Promise<void> {
  const { turn } = request;
  const verdict = await ask("xhr", request.method, request.url, body.text);
  if (opened.get(xhr)?.turn !== turn) return; // aborted, or opened anew
  if (verdict.do === "pass") return void send(xhr, [original]);
  const replaced = verdict.do === "rewrite" ? body.replace(verdict.body) : undefined;
  if (replaced === undefined) failAsNetwork(xhr, open, send);
  else send(xhr, [replaced]);
}

function guard(xhr: XMLHttpRequest, args: unknown[], open: Send, send: Send): unknown {
  const request = opened.get(xhr);
  const body = args[0];
  const pass = () => send(xhr, args);
  if (!request || body === null || body === undefined) return pass();
  const now = readNow(body);
  if (!now && body instanceof Blob && request.asynchronous) {
    const { turn } = request;
    void readBlob(body).then((read) => {
      if (opened.get(xhr)?.turn !== turn) return;
      if (worthAsking(request.method, request.url, read.text))
        void held(xhr, request, read, open, send, body);
      else pass();
    });
    return undefined;
  }
  if (!now || !worthAsking(request.method, request.url, now.text)) return pass();
  if (!request.asynchronous)
    throw new DOMException(
      "Held back by Chaperone: a synchronous request cannot be checked.",
      "NetworkError",
    );
  void held(xhr, request, now, open, send, body);
  return undefined;
}

export function guardXhr(): void {
  let open: Send = () => undefined;
  const prototype = XMLHttpRequest.prototype;
  wrap(prototype, "open", (native, self, args) => {
    open = native;
    remember(self as XMLHttpRequest, args);
    return native(self, args);
  });
  wrap(prototype, "abort", (native, self, args) => {
    const request = opened.get(self as XMLHttpRequest);
    if (request) request.turn++;
    return native(self, args);
  });
  wrap(prototype, "send", (native, self, args) =>
    guard(self as XMLHttpRequest, args, open, native),
  );
}

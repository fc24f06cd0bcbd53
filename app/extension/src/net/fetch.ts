// fetch: held until judged; a block answers 403 as a server would, with a body that says who.

import { ask, worthAsking, type Verdict } from "./ask";
import { mayBeText, readBlob, readNow, type Readable } from "./body";
import { wrap } from "./native";

type Native = (self: unknown, args: unknown[]) => unknown;

const NativeRequest = Request;
const NativeResponse = Response;

interface Call {
  native: Native;
  self: unknown;
  input: RequestInfo | URL;
  init: RequestInit | undefined;
}

function addressOf(input: RequestInfo | URL): string | undefined {
  try {
    return new URL(input instanceof NativeRequest ? input.url : String(input), document.baseURI)
      .href;
  } catch {
    return undefined;
  }
}

const methodOf = ({ input, init }: Call): string =>
  (init?.method ?? (input instanceof NativeRequest ? input.method : "GET")).toUpperCase();

const signalOf = ({ input, init }: Call): AbortSignal | undefined =>
  init?.signal ?? (input instanceof NativeRequest ? input.signal : undefined);

export const refusal = (): Response =>
  new NativeResponse(JSON.stringify({ error: "held_back", by: "Chaperone" }), {
    status: 403,
    statusText: "Forbidden",
    headers: { "content-type": "application/json" },
  });

/** An abort during the hold is the page's own and ends at once. */
function unlessAborted<T>(signal: AbortSignal | undefined, work: Promise<T>): Promise<T> {
  if (!signal) return work;
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
    work.then(resolve, reject);
  });
}

function resume(
  call: Call,
  verdict: Verdict,
  body: Readable,
  init: RequestInit | undefined,
): unknown {
  if (verdict.do === "block") return refusal();
  if (verdict.do === "pass") return call.native(call.self, [call.input, init]);
  const replaced = body.replace(verdict.body);
  return replaced === undefined
    ? refusal()
    : call.native(call.self, [call.input, { ...init, method: methodOf(call), body: replaced }]);
}

async function held(
  call: Call,
  url: string,
  body: Readable,
  init: RequestInit | undefined,
): Promise<unknown> {
  const verdict = await unlessAborted(signalOf(call), ask("fetch", methodOf(call), url, body.text));
  return resume(call, verdict, body, init);
}

async function whenRead(
  call: Call,
  url: string,
  reading: Promise<Readable>,
  init: RequestInit | undefined,
): Promise<unknown> {
  const body = await unlessAborted(signalOf(call), reading);
  if (!worthAsking(methodOf(call), url, body.text))
    return call.native(call.self, [call.input, init]);
  return held(call, url, body, init);
}

/** A stream can be read once: one branch is judged, the other is sent. */
function fromStream(call: Call, url: string, stream: ReadableStream): Promise<unknown> {
  const [judged, sent] = stream.tee();
  const reading = new NativeResponse(judged)
    .text()
    .then((text): Readable => ({ text, replace: (next) => next }));
  return whenRead(call, url, reading, { ...call.init, body: sent });
}

async function ofRequest(request: Request): Promise<Readable> {
  const text = await request.clone().text();
  return { text, replace: (next) => next };
}

function guard(call: Call): unknown {
  const { native, self, input, init } = call;
  const pass = () => native(self, init === undefined ? [input] : [input, init]);
  const url = addressOf(input);
  if (url === undefined) return pass();
  const body = init?.body;
  const now = readNow(body);
  if (now) return worthAsking(methodOf(call), url, now.text) ? held(call, url, now, init) : pass();
  if (body instanceof Blob)
    return mayBeText(body.type) ? whenRead(call, url, readBlob(body), init) : pass();
  if (body instanceof ReadableStream) return fromStream(call, url, body);
  if (input instanceof NativeRequest && input.body && !input.bodyUsed)
    return whenRead(call, url, ofRequest(input), init);
  return pass();
}

export function guardFetch(): void {
  wrap(window, "fetch", (native, self, args) =>
    guard({
      native,
      self,
      input: args[0] as RequestInfo,
      init: args[1] as RequestInit | undefined,
    }),
  );
}

// WebSocket.send: frames keep their order; while one is held, later ones wait behind it. A blocked
// frame is dropped. close() waits for what was sent before it.

import { ask, worthAsking } from "./ask";
import { readBlob, readNow, type Readable } from "./body";
import { wrap } from "./native";

type Native = (self: unknown, args: unknown[]) => unknown;

/** Sockets with frames on hold; the promise ends when the last of them is through. */
const waiting = new WeakMap<WebSocket, Promise<void>>();

function enqueue(socket: WebSocket, job: () => Promise<void>): void {
  const last = (waiting.get(socket) ?? Promise.resolve()).then(job).catch(() => undefined);
  waiting.set(socket, last);
  void last.then(() => {
    if (waiting.get(socket) === last) waiting.delete(socket);
  });
}

const METHOD = "SOCKET";

async function judged(socket: WebSocket, data: unknown, native: Native): Promise<void> {
  const body: Readable | undefined = data instanceof Blob ? await readBlob(data) : readNow(data);
  if (!body || !worthAsking(METHOD, socket.url, body.text)) return void native(socket, [data]);
  const verdict = await ask("socket", METHOD, socket.url, body.text);
  if (verdict.do === "pass") native(socket, [data]);
  const replaced = verdict.do === "rewrite" ? body.replace(verdict.body) : undefined;
  if (replaced !== undefined) native(socket, [replaced]);
}

function guard(socket: WebSocket, data: unknown, native: Native): unknown {
  const now = readNow(data);
  const free = !waiting.has(socket) && socket.readyState === WebSocket.OPEN;
  const needless =
    free && !(data instanceof Blob) && !(now && worthAsking(METHOD, socket.url, now.text));
  if (needless || socket.readyState !== WebSocket.OPEN) return native(socket, [data]);
  enqueue(socket, () => judged(socket, data, native));
  return undefined;
}

export function guardSocket(): void {
  const prototype = WebSocket.prototype;
  wrap(prototype, "send", (native, self, args) => guard(self as WebSocket, args[0], native));
  wrap(prototype, "close", (native, self, args) => {
    const socket = self as WebSocket;
    if (!waiting.has(socket)) return native(self, args);
    enqueue(socket, async () => void native(self, args));
    return undefined;
  });
}

// WebSocket.send: frames keep their order; while one is held, later ones wait behind it. A blocked
// frame is dropped. close() waits for what was sent before it.

import { guarding, mayGo, type Verdict } from "./ask";
import { bodyOf, type Body } from "./body";
import { wrap, type Native } from "./native";
import { forget, recall, remember, socketAddress, socketState } from "./natives";

const OPEN = 1;

interface Waiting {
  /** Nothing while it is being judged. */
  go: (() => void) | undefined;
  next: Waiting | undefined;
}

interface Queue {
  first: Waiting | undefined;
  last: Waiting | undefined;
}

/** Sockets with frames on hold. */
const queues = new WeakMap<object, Queue>();

const queueOf = (socket: unknown): Queue | undefined =>
  recall(queues, socket as object) as Queue | undefined;

function enqueue(socket: object, go: Waiting["go"]): Waiting {
  const queue = queueOf(socket) ?? { first: undefined, last: undefined };
  const waiting = { go, next: undefined };
  if (queue.last) queue.last.next = waiting;
  else queue.first = waiting;
  queue.last = waiting;
  remember(queues, socket, queue);
  return waiting;
}

function flush(socket: object): void {
  const queue = queueOf(socket);
  if (!queue) return;
  while (queue.first && queue.first.go) {
    const { go } = queue.first;
    queue.first = queue.first.next;
    go();
  }
  if (!queue.first) forget(queues, socket);
}

function conclude(socket: object, body: Body, verdict: Verdict, native: Native): void {
  if (verdict.say === "block") return;
  const sent = verdict.say === "rewrite" ? body.rewritten(verdict.content) : body.sent;
  if (sent !== undefined) native(socket, [sent]);
}

function guard(socket: object, data: unknown, native: Native): void {
  const body = bodyOf(data);
  const question = {
    via: "socket",
    method: "SOCKET",
    url: socketAddress(socket),
    sync: false,
  } as const;
  const behind = queueOf(socket) !== undefined;
  let waiting: Waiting | undefined;
  const settle = (verdict: Verdict) => {
    if (waiting) waiting.go = () => conclude(socket, body, verdict, native);
    flush(socket);
  };
  const go = () => native(socket, [body.sent]);
  const free = mayGo(question, body.content, settle);
  if (free && !behind) go();
  else waiting = enqueue(socket, free ? go : undefined);
}

export function guardSocket(realm: typeof globalThis): void {
  const { prototype } = realm.WebSocket;
  wrap(prototype, "send", (native, self, args) => {
    if (!guarding() || args.length === 0 || socketState(self) !== OPEN) return native(self, args);
    return guard(self as object, args[0], native);
  });
  wrap(prototype, "close", (native, self, args) => {
    if (!queueOf(self)) return native(self, args);
    enqueue(self as object, () => native(self, args));
    return undefined;
  });
}

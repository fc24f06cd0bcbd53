// fetch: held until judged; a block answers 403 as a server would, with a body that says who.

import { guarding, mayGo, mayGoNow, type Question, type Verdict } from "./ask";
import { bodyOf, bytesOf, type Body } from "./body";
import { wrap, type Native } from "./native";
import {
  create,
  isObject,
  isOf,
  listen,
  NativePromise,
  NativeProxy,
  NativeResponse,
  read,
  requestAddress,
  requestBody,
  requestBytes,
  requestClone,
  requestMethod,
  requestReferrer,
  requestReferrerPolicy,
  requestSignal,
  requestUsed,
  responseBytes,
  signalAborted,
  signalReason,
  streamLocked,
  then,
} from "./natives";

type Resolve = (value: unknown) => void;
type Reject = (problem: unknown) => void;

const isRequest = (value: unknown): value is Request => isOf(requestAddress, value);
const isStream = (value: unknown): value is ReadableStream => isOf(streamLocked, value);

/** What a call is about, each of the page's members read once. `members` is what the browser will
 *  read in their place; all others it reads from the page's own object. */
interface Call {
  send(): unknown;
  input: Request | string;
  members: Record<string, unknown>;
}

function refusal(): Response {
  const headers = { __proto__: null, "content-type": "application/json" };
  const init = { __proto__: null, status: 403, statusText: "Forbidden", headers };
  return new NativeResponse('{"error":"held_back","by":"Chaperone"}', init as object);
}

function callOf(native: Native, self: unknown, input: unknown, init: unknown): Call {
  const members = create(null) as Call["members"];
  const target = isRequest(input) ? input : `${input as string}`;
  if (isObject(init)) {
    members["body"] = read(init, "body");
    members["signal"] = read(init, "signal");
    const method = read(init, "method");
    members["method"] = method === undefined ? undefined : `${method as string}`;
  }
  const get = (_: object, name: string) =>
    name in members ? members[name] : isObject(init) ? read(init, name) : undefined;
  const seen = new NativeProxy(
    create(null) as object,
    { __proto__: null, get } as ProxyHandler<object>,
  );
  const send = () => native(self, [target, seen]);
  return { input: target, members, send };
}

const methodOf = ({ input, members }: Call): string =>
  (members["method"] as string | undefined) ??
  (typeof input === "string" ? "GET" : requestMethod(input));

const questionOf = (call: Call): Question => ({
  via: "fetch",
  method: methodOf(call),
  url: typeof call.input === "string" ? call.input : requestAddress(call.input),
  sync: false,
});

function signalOf({ input, members }: Call): AbortSignal | undefined {
  const given = members["signal"];
  if (given === undefined && typeof input !== "string") return requestSignal(input);
  return isOf(signalAborted, given) ? (given as AbortSignal) : undefined;
}

/** An abort during the hold is the page's own and ends at once. */
function whenAborted(call: Call, reject: Reject): void {
  const signal = signalOf(call);
  if (!signal) return;
  if (signalAborted(signal)) return reject(signalReason(signal));
  listen(signal, "abort", () => reject(signalReason(signal)), { __proto__: null, once: true });
}

function conclude(call: Call, body: Body, verdict: Verdict): unknown {
  if (verdict.say === "block") return refusal();
  const sent = verdict.say === "rewrite" ? body.rewritten(verdict.content) : body.sent;
  if (sent === undefined) return refusal();
  call.members["body"] = sent;
  return call.send();
}

const PASS: Verdict = { say: "pass" };

function judge(call: Call, body: Body): unknown {
  return new NativePromise((resolve, reject) => {
    const settle = (verdict: Verdict) => resolve(conclude(call, body, verdict));
    if (mayGo(questionOf(call), body.content, settle)) settle(PASS);
    else whenAborted(call, reject);
  });
}

/** A stream can be read once, and its pieces are the page's to change: it is read to its end,
 *  judged, and sent as the bytes that it was. */
function judgeRead(call: Call, reading: Promise<ArrayBuffer>): unknown {
  return new NativePromise((resolve: Resolve, reject: Reject) => {
    whenAborted(call, reject);
    then(reading, (read: ArrayBuffer) => resolve(judge(call, bodyOf(bytesOf(read)))), reject);
  });
}

/** What a request says besides its body; a call with members of its own would forget it. */
function keepReferrer({ members }: Call, request: Request): void {
  members["referrer"] = requestReferrer(request);
  members["referrerPolicy"] = requestReferrerPolicy(request);
}

function ofRequest(call: Call, request: Request, plain: boolean): unknown {
  const empty = methodOf(call) === "GET" || methodOf(call) === "HEAD";
  if (
    empty ||
    requestUsed(request) ||
    requestBody(request) === null ||
    mayGoNow(questionOf(call), null)
  )
    return call.send();
  if (plain) keepReferrer(call, request);
  return judgeRead(call, requestBytes(requestClone(request)));
}

function guard(native: Native, self: unknown, input: unknown, init: unknown): unknown {
  const call = callOf(native, self, input, init);
  const body = call.members["body"];
  if (body === undefined || body === null)
    return isRequest(input) ? ofRequest(call, input, !isObject(init)) : call.send();
  if (!isStream(body)) return judge(call, bodyOf(body));
  if (mayGoNow(questionOf(call), null)) return call.send();
  return judgeRead(call, responseBytes(new NativeResponse(body)));
}

export function guardFetch(realm: typeof globalThis): void {
  wrap(realm, "fetch", (native, self, args) => {
    const init = args.length > 1 ? args[1] : undefined;
    const odd = args.length === 0 || !(isObject(init) || init === undefined || init === null);
    if (!guarding() || odd) return native(self, args);
    try {
      return guard(native, self, args[0], init);
    } catch (problem) {
      return new NativePromise((_, reject) => reject(problem));
    }
  });
}

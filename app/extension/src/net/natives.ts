// What the hook needs of the browser and the language, taken before any script of the page runs and
// called without looking anything up again. The page's world is hostile: it may replace every
// method and put getters and setters on every prototype. So the hook's code after its start
// - calls methods by these names only, never as `object.method()`;
// - reads and writes own properties only; what may lack one has no prototype;
// - uses no iteration, no spread of lists, no patterns, no `await`: all of them look methods up.

type Any = (...args: never[]) => unknown;

export const {
  apply,
  get: read,
  getOwnPropertyDescriptor: describe,
  defineProperty: define,
  deleteProperty: remove,
} = Reflect;
export const { create } = Object;
export const { isView } = ArrayBuffer;

export const NativeProxy = Proxy;
export const NativePromise = Promise;
export const NativeEventTarget = EventTarget;
export const NativeCustomEvent = CustomEvent;
export const NativeFocusEvent = FocusEvent;
export const NativeFormData = FormData;
export const NativeSearch = URLSearchParams;
export const NativeResponse = Response;
export const NativeBytes = Uint8Array;
export const NativeDOMException = DOMException;
export const NativeSerializer = XMLSerializer;

/** The method as a function of its object. */
function method<A extends unknown[], R>(
  native: (...args: A) => R,
): (self: unknown, ...args: A) => R {
  return (self, ...args) => apply(native, self, args) as R;
}

/** The property as a function of its object; throws for an object of another kind. */
function getter<T extends object, K extends keyof T>(holder: T, name: K): (self: unknown) => T[K] {
  const native = describe(holder, name)?.get as Any;
  return (self) => apply(native, self, []) as T[K];
}

const typedArrays = Object.getPrototypeOf(Uint8Array.prototype) as Uint8Array;

export const then = method(
  Promise.prototype.then as (
    done: (value: never) => void,
    failed: (problem: unknown) => void,
  ) => unknown,
);
export const listen = method(
  EventTarget.prototype.addEventListener as (
    type: string,
    take: (event: Event) => void,
    options: object,
  ) => void,
);
export const dispatch = method(EventTarget.prototype.dispatchEvent);
export const stopAtOnce = method(Event.prototype.stopImmediatePropagation);
export const detailOf = getter(CustomEvent.prototype, "detail");

export const recall = method(WeakMap.prototype.get);
export const remember = method(WeakMap.prototype.set);
export const forget = method(WeakMap.prototype.delete);

export const formAppend = method(
  FormData.prototype.append as (name: string, value: string | Blob) => void,
);
export const formEach = method(FormData.prototype.forEach);
export const formHas = method(FormData.prototype.has);
export const searchAppend = method(URLSearchParams.prototype.append);
export const searchEach = method(URLSearchParams.prototype.forEach);
export const searchText = method(URLSearchParams.prototype.toString);
export const serialize = method(XMLSerializer.prototype.serializeToString);
export const cloneNode = method(Node.prototype.cloneNode);
export const documentAddress = getter(Document.prototype, "URL");
export const viewOfDocument = getter(Document.prototype, "defaultView");
export const exceptionCode = getter(DOMException.prototype, "code");
export const functionText = method(Function.prototype.toString);

export const blobSize = getter(Blob.prototype, "size");
export const streamLocked = getter(ReadableStream.prototype, "locked");
export const bufferSize = getter(ArrayBuffer.prototype, "byteLength");
export const arrayKind = getter(typedArrays, Symbol.toStringTag);
export const arrayBuffer = getter(typedArrays, "buffer");
export const arrayOffset = getter(typedArrays, "byteOffset");
export const arraySize = getter(typedArrays, "byteLength");
export const viewBuffer = getter(DataView.prototype, "buffer");
export const viewOffset = getter(DataView.prototype, "byteOffset");
export const viewSize = getter(DataView.prototype, "byteLength");
export const setBytes = method(typedArrays.set as (from: Uint8Array) => void);

export const requestAddress = getter(Request.prototype, "url");
export const requestMethod = getter(Request.prototype, "method");
/** Firefox does not tell: undefined there, with a body or without. */
export const requestBody: (self: unknown) => ReadableStream | null | undefined =
  "body" in Request.prototype ? getter(Request.prototype, "body") : () => undefined;
export const requestUsed = getter(Request.prototype, "bodyUsed");
export const requestSignal = getter(Request.prototype, "signal");
export const requestReferrer = getter(Request.prototype, "referrer");
export const requestReferrerPolicy = getter(Request.prototype, "referrerPolicy");
export const requestClone = method(Request.prototype.clone);
export const requestBytes = method(Request.prototype.arrayBuffer);
export const responseBytes = method(Response.prototype.arrayBuffer);

export const signalAborted = getter(AbortSignal.prototype, "aborted");
export const signalReason = getter(AbortSignal.prototype, "reason");
export const xhrState = getter(XMLHttpRequest.prototype, "readyState");
export const socketState = getter(WebSocket.prototype, "readyState");
export const socketAddress = getter(WebSocket.prototype, "url");

const { setTimeout: nativeTimeout, queueMicrotask: nativeMicrotask } = window;
export const after = (ms: number, act: () => void): unknown =>
  apply(nativeTimeout, window, [act, ms]);
export const soon = (act: () => void): void => apply(nativeMicrotask, window, [act]);

export const isObject = (value: unknown): value is object =>
  (typeof value === "object" && value !== null) || typeof value === "function";

/** Does the browser itself take the value for one of that kind, whatever its prototype says? */
export function isOf(probe: (value: unknown) => unknown, value: unknown): boolean {
  try {
    probe(value);
    return true;
  } catch {
    return false;
  }
}

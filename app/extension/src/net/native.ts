// Replaces a function of the page's world by one that looks the same: a Proxy keeps its name and
// its length, and toString says of it what it says of the browser's own. Handlers and descriptors
// have no prototype: a trap that the page puts on Object.prototype would be given the browser's
// function.

import { apply, define, describe, NativeProxy, recall, remember } from "./natives";

export type Native = (self: unknown, args: unknown[]) => unknown;
export type Around = (native: Native, self: unknown, args: unknown[]) => unknown;

type Any = (this: unknown, ...args: never[]) => unknown;

/** What each replacement stands for. */
const originals = new WeakMap<object, Any>();

/** The function that is there now. */
export function nativeOf<T extends object, K extends keyof T>(holder: T, name: K): Native {
  const native = holder[name] as Any;
  return (self, args) => apply(native, self, args as never[]);
}

function replacement(native: Any, around: Around): Any {
  const call: Native = (self, args) => apply(native, self, args as never[]);
  const value = new NativeProxy(native, {
    // @ts-expect-error: no prototype, see above
    __proto__: null,
    apply: (_: Any, self: unknown, args: unknown[]) => around(call, self, args),
  });
  remember(originals, value, native);
  return value;
}

/** Nothing happens where the browser has no such function. */
export function wrap<T extends object, K extends keyof T>(
  holder: T,
  name: K,
  around: Around,
): void {
  const descriptor = describe(holder, name);
  if (!descriptor || typeof descriptor.value !== "function") return;
  const value = replacement(descriptor.value as Any, around);
  define(holder, name, { __proto__: null, ...descriptor, value } as PropertyDescriptor);
}

/** The same for what reading a property calls. */
export function wrapGetter<T extends object, K extends keyof T>(
  holder: T,
  name: K,
  around: Around,
): void {
  const descriptor = describe(holder, name);
  if (!descriptor || typeof descriptor.get !== "function") return;
  const get = replacement(descriptor.get as Any, around);
  define(holder, name, { __proto__: null, ...descriptor, get } as PropertyDescriptor);
}

export function disguise(realm: typeof globalThis): void {
  wrap(realm.Function.prototype, "toString", (native, self, args) =>
    native(recall(originals, self as object) ?? self, args),
  );
}

// Replaces a function of the page's world by one that looks the same: a Proxy keeps its name, its
// length and what toString says.

type Any = (this: unknown, ...args: never[]) => unknown;

const { apply } = Reflect;

export function wrap<T extends object, K extends keyof T>(
  holder: T,
  name: K,
  around: (
    native: (self: unknown, args: unknown[]) => unknown,
    self: unknown,
    args: unknown[],
  ) => unknown,
): void {
  const descriptor = Object.getOwnPropertyDescriptor(holder, name);
  const native = descriptor?.value as Any | undefined;
  if (!descriptor || typeof native !== "function") return;
  const call = (self: unknown, args: unknown[]) => apply(native, self, args as never[]);
  const value = new Proxy(native, {
    apply: (_, self: unknown, args: unknown[]) => around(call, self, args),
  });
  Object.defineProperty(holder, name, { ...descriptor, value });
}

// Has the page changed the language under the hook? Then the hook trusts nothing it would work out
// itself, and hands every request over as it is: the gate reads it in a world of its own.

type Slot = [holder: object, name: PropertyKey, value: unknown];

const { getOwnPropertyDescriptor } = Object;
const { ownKeys } = Reflect;
const is = Object.is;

const HOLDERS: object[] = [
  JSON,
  Array.prototype,
  String.prototype,
  RegExp.prototype,
  Map.prototype,
  Set.prototype,
  URL.prototype,
  URLSearchParams.prototype,
  TextDecoder.prototype,
  Object.getPrototypeOf([][Symbol.iterator]()) as object,
  Object.getPrototypeOf(new Map()[Symbol.iterator]()) as object,
];

const NAMES = [
  "URL",
  "URLSearchParams",
  "FormData",
  "Blob",
  "ArrayBuffer",
  "RegExp",
  "Map",
  "JSON",
];

function slotsOf(holder: object, names: readonly PropertyKey[]): Slot[] {
  return names.map((name) => [holder, name, getOwnPropertyDescriptor(holder, name)?.value]);
}

const slots: Slot[] = [
  ...HOLDERS.flatMap((holder) => slotsOf(holder, ownKeys(holder))),
  ...slotsOf(globalThis, NAMES),
];
const count = slots.length;

/** Uses nothing that can be changed. */
export function pristine(): boolean {
  for (let index = 0; index < count; index++) {
    const slot = slots[index] as Slot;
    if (!is(getOwnPropertyDescriptor(slot[0], slot[1])?.value, slot[2])) return false;
  }
  return true;
}

// Values as WebDriver BiDi writes them, and back.

/** JSON-like values of ours for the browser. */
export function local(value) {
  if (value === undefined) return { type: "undefined" };
  if (value === null) return { type: "null" };
  if (Array.isArray(value)) return { type: "array", value: value.map(local) };
  if (typeof value === "object")
    return {
      type: "object",
      value: Object.entries(value).map(([name, inner]) => [name, local(inner)]),
    };
  return { type: typeof value, value };
}

/** What the browser gave, as a value of ours. What only lives there (a function, a node) is nothing here. */
export function plainOf({ type, value }) {
  switch (type) {
    case "array":
      return value?.map(plainOf);
    case "object":
      return Object.fromEntries((value ?? []).map(([name, inner]) => [name, plainOf(inner)]));
    case "null":
      return null;
    case "number":
      return typeof value === "string" ? Number(value) : value;
    case "string":
    case "boolean":
      return value;
    default:
      return undefined;
  }
}

// Builds elements by hand: no markup is parsed, so no page policy and no text can get in the way.

type Child = Node | string | undefined | false;
type Attributes = Record<string, string | boolean | undefined>;

function fill<E extends Element>(element: E, attributes: Attributes, children: Child[]): E {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(name, "");
    else if (typeof value === "string") element.setAttribute(name, value);
  }
  for (const child of children) if (child) element.append(child);
  return element;
}

export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  return fill(document.createElement(tag), attributes, children);
}

const SVG = "http://www.w3.org/2000/svg";

/** A drawing of one path in a 24-unit square. */
function drawing(kind: string, path: string, filled: boolean): SVGElement {
  const paint: Attributes = filled
    ? { fill: "currentColor" }
    : { fill: "none", stroke: "currentColor", "stroke-width": "2.4", "stroke-linecap": "round" };
  const shape = fill(document.createElementNS(SVG, "path"), { d: path, ...paint }, []);
  const attributes = { class: kind, viewBox: "0 0 24 24", "aria-hidden": "true" };
  return fill(document.createElementNS(SVG, "svg") as SVGElement, attributes, [shape]);
}

/** The house mark: a speech bubble that holds a shield's point. */
export const mark = (): SVGElement =>
  drawing(
    "mark",
    "M12 1.8 20.5 4.6v7.2c0 5-3.5 8.6-8.5 10.4-5-1.800-8.500-5.400-8.500-10.400V4.600L12 1.800Zm4.700 7.300-1.500-1.500-4.400 4.500-2-2-1.500 1.500 3.500 3.500 5.900-6Z",
    true,
  );

export const cross = (): SVGElement => drawing("cross", "M5 5 19 19M19 5 5 19", false);

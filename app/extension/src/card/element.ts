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
    ? { fill: "currentColor", "fill-rule": "evenodd" }
    : { fill: "none", stroke: "currentColor", "stroke-width": "2.4", "stroke-linecap": "round" };
  const shape = fill(document.createElementNS(SVG, "path"), { d: path, ...paint }, []);
  const attributes = { class: kind, viewBox: "0 0 24 24", "aria-hidden": "true" };
  return fill(document.createElementNS(SVG, "svg") as SVGElement, attributes, [shape]);
}

/** The house's mark: a shield, and the tick cut out of it. */
export const mark = (): SVGElement =>
  drawing(
    "mark",
    "M12 1.5 21 4.500v6.750c0 5.550-3.750 9.450-9 11.250-5.250-1.800-9-5.700-9-11.250V4.500Z" +
      "m4.100 6.900-5.300 5.700-2.500-2.600-1.700 1.700 4.250 4.350 7-7.500Z",
    true,
  );

export const cross = (): SVGElement => drawing("cross", "M5 5 19 19M19 5 5 19", false);

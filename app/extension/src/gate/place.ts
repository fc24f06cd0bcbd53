// Where in the page something happens: the element that a person writes into, found from the event
// itself and not by a site's selectors, through open and closed shadow roots.

export type Field = HTMLTextAreaElement | HTMLInputElement;

/** `element` is the field, or the root of the editable region; `at` is where the event went. */
export interface Place {
  kind: "field" | "rich";
  element: HTMLElement;
  at: Element;
}

const TEXT_INPUTS = ["text", "search", "url", "tel", "email", "number", ""];

declare global {
  interface Element {
    /** Firefox's, for extensions only. */
    readonly openOrClosedShadowRoot?: ShadowRoot | null;
  }
}

/** Also a closed one, as long as the extension is there. */
function insideOf(element: Element): ShadowRoot | null {
  if (!(element instanceof HTMLElement)) return null;
  try {
    return element.openOrClosedShadowRoot !== undefined
      ? element.openOrClosedShadowRoot
      : chrome.dom.openOrClosedShadowRoot(element);
  } catch {
    return element.shadowRoot;
  }
}

/** The element that has the focus, also inside shadow roots. */
export function focused(): Element | null {
  let element = document.activeElement;
  while (element) {
    const inner: Element | null = insideOf(element)?.activeElement ?? null;
    if (!inner) break;
    element = inner;
  }
  return element;
}

/** The innermost target. A closed shadow root hides it from the path: the focus is inside then. */
export function targetOf(event: Event): Element | undefined {
  const first = event.composedPath()[0];
  const element =
    first instanceof Element ? first : first instanceof Node ? first.parentElement : null;
  if (!element) return undefined;
  const active = focused();
  return active && insideOf(element)?.contains(active) ? active : element;
}

export function isSecret(element: Element | undefined): boolean {
  return element instanceof HTMLInputElement && element.type === "password";
}

function isTextField(element: Element): element is Field {
  if (element instanceof HTMLTextAreaElement) return true;
  return element instanceof HTMLInputElement && TEXT_INPUTS.includes(element.type);
}

const parentOf = (element: Element): Element | null => {
  if (element.parentElement) return element.parentElement;
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? root.host : null;
};

const editable = (element: Element): element is HTMLElement =>
  element instanceof HTMLElement && element.isContentEditable;

export function placeOf(target: Element | undefined): Place | undefined {
  for (let element: Element | null = target ?? null; element; element = parentOf(element)) {
    if (isTextField(element)) return { kind: "field", element, at: element };
    if (editable(element))
      return { kind: "rich", element: editingRoot(element), at: target ?? element };
  }
  return undefined;
}

function editingRoot(element: HTMLElement): HTMLElement {
  let root = element;
  while (root.parentElement && editable(root.parentElement)) root = root.parentElement;
  return root;
}

/** The page may have drawn its editor anew while a card was open. */
export function stillThere(place: Place): Place | undefined {
  if (place.at.isConnected) return place;
  if (place.element.isConnected) return { ...place, at: place.element };
  return placeOf(focused() ?? undefined);
}

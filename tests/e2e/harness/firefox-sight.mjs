// What WebDriver BiDi tells of a page of Firefox and does in it, beyond what a page could.

/** BiDi's nodes as plain ones: {id, name, attributes, children}, or with `text` for a piece of text. */
function plainNode({ sharedId, value }) {
  const { localName, attributes = {}, children = [], shadowRoot, nodeType, nodeValue } = value;
  const inner = shadowRoot ? [shadowRoot, ...children] : children;
  const kText = 3;
  return {
    id: sharedId,
    name: localName,
    attributes,
    children: inner.map(plainNode),
    ...(nodeType === kText && { text: nodeValue }),
  };
}

// What may be the extension's: elements without attributes at the root, and around single words. A whole
// page would be too much to tell of, and closed roots are told of with their hosts only.
const kHosts = `() => [...document.querySelectorAll(":root > div, span:not(:has(*))")]
  .filter((it) => it.attributes.length === 0)`;

const kCentre = `function () {
  this.scrollIntoView({ block: "nearest" });
  const { x, y, width, height } = this.getBoundingClientRect();
  return [mozInnerScreenX + x + width / 2, mozInnerScreenY + y + height / 2];
}`;

export class FirefoxSight {
  /** In which of the page's frames a node lives. */
  #homes = new Map();

  constructor(firefox, page) {
    this.firefox = firefox;
    this.page = page;
    this.bidi = page.bidi;
  }

  /** The page's own context and those of its frames. */
  async #contexts() {
    const { contexts } = await this.bidi.send("browsingContext.getTree", { root: this.page.id });
    const all = ({ context, children }) => [context, ...(children ?? []).flatMap(all)];
    return contexts.flatMap(all);
  }

  async #rootsIn(context) {
    const { result } = await this.bidi.send("script.callFunction", {
      functionDeclaration: kHosts,
      target: { context, sandbox: "chaperone-test" },
      awaitPromise: false,
      serializationOptions: { maxDomDepth: null, includeShadowTree: "all" },
    });
    return (result?.value ?? [])
      .map(({ value }) => value.shadowRoot)
      .filter((root) => root?.value.mode === "closed")
      .map(plainNode);
  }

  async closedRoots() {
    const found = [];
    for (const context of await this.#contexts()) {
      const roots = await this.#rootsIn(context).catch(() => []); // gone, or between two documents
      for (const root of roots) this.#settle(root, context);
      found.push(...roots);
    }
    return found;
  }

  #settle(node, context) {
    this.#homes.set(node.id, context);
    for (const child of node.children) this.#settle(child, context);
  }

  on(id, declaration) {
    return this.page.call(declaration, { self: id, context: this.#homes.get(id) });
  }

  async centre(id) {
    const [x, y] = await this.on(id, kCentre);
    const [left, top] = await this.page.call("() => [mozInnerScreenX, mozInnerScreenY]");
    return { x: x - left, y: y - top };
  }

  /** Drops text as a drag from another window does. */
  async drop(at, text) {
    await this.firefox.inContent("page", dropped, { at, text });
  }

  /** An input method shows `steps`, then commits the last. */
  async compose(steps) {
    await this.firefox.inContent("page", composed, steps);
  }
}

// --- run beside the page, with the browser's powers ---------------------------------------------------

/** The page's own constructor fills it: a page is shown no data but that of its own and of real drags. */
function dropped({ at, text }) {
  const { document, windowUtils, wrappedJSObject } = content;
  const dataTransfer = new wrappedJSObject.DataTransfer();
  dataTransfer.setData("text/plain", text);
  const [clientX, clientY] = [at.x, at.y];
  const target = document.elementFromPoint(clientX, clientY);
  for (const type of ["dragenter", "dragover", "drop"]) {
    const init = {
      bubbles: true,
      cancelable: true,
      composed: true,
      dataTransfer,
      clientX,
      clientY,
    };
    windowUtils.dispatchDOMEventViaPresShellForTesting(target, new content.DragEvent(type, init));
  }
}

function composed(steps) {
  const method = Cc["@mozilla.org/text-input-processor;1"].createInstance(Ci.nsITextInputProcessor);
  method.beginInputTransactionForTests(content);
  const key = (code) => new content.KeyboardEvent("", { key: "Process", code, keyCode: 229 });
  for (const text of steps) {
    method.setPendingCompositionString(text);
    method.appendClauseToPendingComposition(text.length, method.ATTR_RAW_CLAUSE);
    method.setCaretInPendingComposition(text.length);
    method.flushPendingComposition(key("KeyN"));
  }
  method.commitComposition(key("Enter"));
}

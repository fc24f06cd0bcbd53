// What Chromium's debugging protocol tells of a page and does in it, beyond what a page could.

const parts = (node) => [
  ...(node.shadowRoots ?? []),
  ...(node.contentDocument ? [node.contentDocument] : []),
  ...(node.children ?? []),
];

function* inside(node) {
  yield node;
  for (const part of parts(node)) yield* inside(part);
}

function attributesOf({ attributes = [] }) {
  const pairs = {};
  for (let at = 0; at < attributes.length; at += 2) pairs[attributes[at]] = attributes[at + 1];
  return pairs;
}

/** {id, name, attributes, children}, or with `text` for a piece of text. */
const plainNode = (node) => ({
  id: node.backendNodeId,
  name: node.localName,
  attributes: attributesOf(node),
  children: parts(node).map(plainNode),
  ...(node.nodeName === "#text" && { text: node.nodeValue }),
});

export class ChromiumSight {
  static async of(page) {
    const sight = new ChromiumSight();
    sight.cdp = await page.context().newCDPSession(page);
    await sight.cdp.send("DOM.enable");
    return sight;
  }

  /** The closed shadow roots in the page and its frames, as plain nodes. */
  async closedRoots() {
    const { root } = await this.cdp.send("DOM.getDocument", { depth: -1, pierce: true });
    return [...inside(root)].filter((node) => node.shadowRootType === "closed").map(plainNode);
  }

  /** Role, name, description and flags. */
  async accessible(id) {
    const { nodes } = await this.cdp.send("Accessibility.getPartialAXTree", {
      backendNodeId: id,
      fetchRelatives: false,
    });
    const { role, name, description, properties = [] } = nodes[0];
    const flags = Object.fromEntries(properties.map((it) => [it.name, it.value.value]));
    return {
      role: role?.value,
      name: name?.value,
      description: description?.value ?? "",
      ...flags,
    };
  }

  async on(id, declaration) {
    const { object } = await this.cdp.send("DOM.resolveNode", { backendNodeId: id });
    const { result } = await this.cdp.send("Runtime.callFunctionOn", {
      objectId: object.objectId,
      functionDeclaration: declaration,
      returnByValue: true,
    });
    return result.value;
  }

  async centre(id) {
    await this.cdp.send("DOM.scrollIntoViewIfNeeded", { backendNodeId: id });
    const { quads } = await this.cdp.send("DOM.getContentQuads", { backendNodeId: id });
    const [x1, y1, x2, , , y3] = quads[0];
    return { x: (x1 + x2) / 2, y: (y1 + y3) / 2 };
  }

  /** Drops text as a drag from another window does. */
  async drop(at, text) {
    const data = { items: [{ mimeType: "text/plain", data: text }], dragOperationsMask: 1 };
    for (const type of ["dragEnter", "dragOver", "drop"])
      await this.cdp.send("Input.dispatchDragEvent", { type, ...at, data });
  }

  /** An input method shows `steps`, then commits the last. */
  async compose(steps) {
    for (const text of steps) {
      const [selectionStart, selectionEnd] = [text.length, text.length];
      await this.#processKey("KeyN");
      await this.cdp.send("Input.imeSetComposition", { text, selectionStart, selectionEnd });
    }
    await this.#processKey("Enter");
    await this.cdp.send("Input.insertText", { text: steps.at(-1) });
  }

  #processKey(code) {
    const key = { type: "rawKeyDown", key: "Process", code, windowsVirtualKeyCode: 229 };
    return this.cdp.send("Input.dispatchKeyEvent", key);
  }
}

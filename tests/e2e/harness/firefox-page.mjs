// A page of Firefox with the part of Playwright's interface that the suites use, over WebDriver BiDi.
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { local, plainOf } from "./bidi-values.mjs";
import { until } from "./wait.mjs";

/** A world of the harness's own in each page: what the page replaces does not reach it. */
const kSandbox = "chaperone-test";

const kKeys = {
  Enter: "\uE007",
  Tab: "\uE004",
  Escape: "\uE00C",
  Control: "\uE009",
  Shift: "\uE008",
};
const keyOf = (name) => kKeys[name] ?? (name.length === 1 ? name.toLowerCase() : name);

const kInFirefox = { resultOwnership: "none", serializationOptions: { maxDomDepth: 0 } };

export class FirefoxPage {
  constructor(context, id) {
    this.browsing = context;
    this.bidi = context.bidi;
    this.id = id;
  }

  context() {
    return this.browsing;
  }

  async goto(url) {
    await this.bidi.send("browsingContext.navigate", { context: this.id, url, wait: "complete" });
  }

  async close() {
    await this.bidi.send("browsingContext.close", { context: this.id }).catch(() => {});
    this.browsing.forget(this);
  }

  async bringToFront() {
    await this.bidi.send("browsingContext.activate", { context: this.id });
  }

  /** In the page's own world, as Playwright's evaluate: the value that `act` gives, or its failure. */
  evaluate(act, argument) {
    return this.call(`${act}`, { args: [local(argument)], world: "page" });
  }

  /** In the harness's world. `self`: a node's shared id, as `this`. */
  async call(declaration, { args = [], world = kSandbox, self, context = this.id } = {}) {
    const target = { context, ...(world !== "page" && { sandbox: world }) };
    const answer = await this.bidi.send("script.callFunction", {
      functionDeclaration: declaration,
      target,
      arguments: args,
      ...(self && { this: { sharedId: self } }),
      awaitPromise: true,
      userActivation: true,
      ...kInFirefox,
    });
    if (answer.type === "exception") throw new Error(answer.exceptionDetails.text);
    return plainOf(answer.result);
  }

  async waitForFunction(look, argument, { timeout = this.browsing.patienceMs } = {}) {
    await until(`the page to agree to ${look}`, () => this.evaluate(look, argument), {
      timeoutMs: timeout,
    });
  }

  /** Attached is enough: the suites ask for no more. */
  async waitForSelector(selector, { timeout = this.browsing.patienceMs } = {}) {
    const there = () =>
      this.call("(selector) => document.querySelector(selector) !== null", {
        args: [local(selector)],
      }).catch(() => false); // between two documents there is none to ask
    await until(`${selector} to be there`, there, { timeoutMs: timeout });
    return {
      getAttribute: (name) =>
        this.call("(selector, name) => document.querySelector(selector).getAttribute(name)", {
          args: [local(selector), local(name)],
        }),
    };
  }

  textContent(selector) {
    return this.call("(selector) => document.querySelector(selector).textContent", {
      args: [local(selector)],
    });
  }

  locator(selector) {
    const boundingBox = () =>
      this.call(
        `(selector) => {
          const { x, y, width, height } = document.querySelector(selector).getBoundingClientRect();
          return { x, y, width, height };
        }`,
        { args: [local(selector)] },
      );
    const click = async () => {
      const { x, y, width, height } = await boundingBox();
      await this.mouse.click(x + width / 2, y + height / 2);
    };
    return { boundingBox, click };
  }

  keyboard = {
    press: (combination) => this.#keys(pressOf(combination.split("+").map(keyOf))),
    type: (text) => this.#keys([...text].flatMap((key) => pressOf([key]))),
  };

  mouse = {
    click: (x, y) =>
      this.#perform({
        type: "pointer",
        id: "mouse",
        parameters: { pointerType: "mouse" },
        actions: [
          { type: "pointerMove", x: Math.round(x), y: Math.round(y) },
          { type: "pointerDown", button: 0 },
          { type: "pointerUp", button: 0 },
        ],
      }),
  };

  #keys(actions) {
    return this.#perform({ type: "key", id: "keyboard", actions });
  }

  #perform(source) {
    return this.bidi.send("input.performActions", { context: this.id, actions: [source] });
  }

  async screenshot({ path: file }) {
    const { data } = await this.bidi.send("browsingContext.captureScreenshot", {
      context: this.id,
    });
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, Buffer.from(data, "base64"));
  }

  emulateMedia({ colorScheme }) {
    return this.browsing.setColorScheme(colorScheme);
  }

  setViewportSize(viewport) {
    return this.bidi.send("browsingContext.setViewport", { context: this.id, viewport });
  }
}

/** The keys go down in their order and up again the other way round. */
function pressOf(keys) {
  return [
    ...keys.map((value) => ({ type: "keyDown", value })),
    ...keys.toReversed().map((value) => ({ type: "keyUp", value })),
  ];
}

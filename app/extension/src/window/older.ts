// What the isolated window's engine may lack, being older than the browsers that the extension is
// made for. In the gate's own world: the page sees none of it.

function fill<T extends object>(holder: T, name: string, value: unknown): void {
  if (!(name in holder)) Object.defineProperty(holder, name, { value, configurable: true });
}

const parsed = (url: string, base?: string | URL): URL | null => {
  try {
    return new URL(url, base);
  } catch {
    return null;
  }
};

fill(URL, "parse", parsed); // Chromium 126
fill(URL, "canParse", (url: string, base?: string) => parsed(url, base) !== null); // 120
// 111
fill(String.prototype, "toWellFormed", function (this: string) {
  return this.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd");
});
// 114: what is shown without it is not in the top layer, but it is shown.
fill(HTMLElement.prototype, "showPopover", () => undefined);
fill(HTMLElement.prototype, "hidePopover", () => undefined);

// Finds every string value in a JSON text with its path and its place, so that a single value can be
// replaced and all other bytes stay as the site wrote them (numbers beyond 2^53, order, spacing).
// A small tolerant reader after RFC 8259; null for a text that is not JSON.

export type Path = (string | number)[];

export interface JsonString {
  path: Path;
  /** The place of the literal, quotes included. */
  start: number;
  end: number;
  value: string;
}

const MAX_DEPTH = 200;

class Reader {
  readonly found: JsonString[] = [];
  private at = 0;

  constructor(private readonly source: string) {}

  read(): JsonString[] | null {
    try {
      this.value([], 0);
      this.space();
      return this.at === this.source.length ? this.found : null;
    } catch (problem) {
      if (problem instanceof NotJson) return null;
      throw problem;
    }
  }

  private value(path: Path, depth: number): void {
    if (depth > MAX_DEPTH) throw new NotJson();
    this.space();
    switch (this.source[this.at]) {
      case "{":
        return this.members(path, depth);
      case "[":
        return this.elements(path, depth);
      case '"': {
        const start = this.at;
        const value = this.literal();
        this.found.push({ path: [...path], start, end: this.at, value });
        return;
      }
      default:
        return this.scalar();
    }
  }

  private members(path: Path, depth: number): void {
    this.sequence("}", () => {
      this.space();
      const name = this.literal();
      this.space();
      this.expect(":");
      path.push(name);
      this.value(path, depth + 1);
      path.pop();
    });
  }

  private elements(path: Path, depth: number): void {
    let index = 0;
    this.sequence("]", () => {
      path.push(index++);
      this.value(path, depth + 1);
      path.pop();
    });
  }

  private sequence(close: string, item: () => void): void {
    this.at++;
    this.space();
    if (this.source[this.at] === close) {
      this.at++;
      return;
    }
    for (;;) {
      item();
      this.space();
      if (this.source[this.at] !== ",") break;
      this.at++;
    }
    this.expect(close);
  }

  private literal(): string {
    const start = this.at;
    this.expect('"');
    this.at = this.closingQuote(this.at) + 1;
    try {
      return JSON.parse(this.source.slice(start, this.at)) as string;
    } catch {
      throw new NotJson();
    }
  }

  /** By hand: a pattern would need a stack as deep as the text is long. */
  private closingQuote(from: number): number {
    for (let at = this.source.indexOf('"', from); at >= 0; at = this.source.indexOf('"', at + 1)) {
      let slashes = 0;
      while (this.source[at - 1 - slashes] === "\\") slashes++;
      if (slashes % 2 === 0) return at;
    }
    throw new NotJson();
  }

  private scalar(): void {
    const pattern = /true|false|null|-?\d[\d.eE+-]*/y;
    pattern.lastIndex = this.at;
    if (!pattern.test(this.source)) throw new NotJson();
    this.at = pattern.lastIndex;
  }

  private expect(character: string): void {
    if (this.source[this.at] !== character) throw new NotJson();
    this.at++;
  }

  private space(): void {
    const pattern = /[ \t\r\n]*/y;
    pattern.lastIndex = this.at;
    pattern.test(this.source);
    this.at = pattern.lastIndex;
  }
}

class NotJson extends Error {}

export function jsonStrings(source: string): JsonString[] | null {
  return new Reader(source).read();
}

import assert from "node:assert/strict";
import { test } from "node:test";
import { jsonStrings } from "../../../app/extension/src/adapters/jsonStrings";
import { matches, parsePath } from "../../../app/extension/src/adapters/path";

const pathsOf = (source: string) =>
  jsonStrings(source)?.map(({ path, value }) => [path.join("."), value]);

test("finds every string with its path", () => {
  assert.deepEqual(pathsOf('{"a":"x","b":[1,"y",{"c":"z"}],"d":null,"e":true,"f":-1.5e3}'), [
    ["a", "x"],
    ["b.1", "y"],
    ["b.2.c", "z"],
  ]);
});

test("gives the place of the literal, quotes included", () => {
  const source = '{ "a" : "say \\"hi\\" \\u00e9" }';
  const [found] = jsonStrings(source) ?? [];
  assert.equal(source.slice(found?.start, found?.end), '"say \\"hi\\" \\u00e9"');
  assert.equal(found?.value, 'say "hi" é');
});

for (const [name, source] of [
  ["an unfinished object", '{"a":"b"'],
  ["an unfinished string", '"abc'],
  ["a string ended by an escaped quote", '"abc\\"'],
  ["more than one value", '"a" "b"'],
  ["plain words", "hello there"],
  ["nothing", ""],
  ["a bad escape", '"\\x"'],
  ["a nesting bomb", "[".repeat(100_000)],
] as const) {
  test(`is no JSON: ${name}`, () => assert.equal(jsonStrings(source), null));
}

test("reads a string of many megabytes", () => {
  const value = 'far too "much" \\ to read\n'.repeat(400_000);
  assert.equal(jsonStrings(JSON.stringify({ value }))?.[0]?.value, value);
});

test("paths name members, indexes and all of a list", () => {
  const [steps] = parsePath("messages[*].content.parts[0]") ?? [];
  assert.deepEqual(steps, ["messages", "*", "content", "parts", 0]);
  assert.equal(matches(steps ?? [], ["messages", 7, "content", "parts", 0]), true);
  assert.equal(matches(steps ?? [], ["messages", 7, "content", "parts", 1]), false);
  assert.equal(matches(steps ?? [], ["messages", "x", "content", "parts", 0]), false);
});

for (const path of ["a..b", "a[", "a[x]", "[*", "a b", "a[-1]"]) {
  test(`refuses the path ${path}`, () => assert.equal(parsePath(path), undefined));
}

import assert from "node:assert/strict";
import { test } from "node:test";
import { applyEdits, editsWithin } from "../../../app/extension/src/text/edits";
import type { Edit } from "../../../app/extension/src/wire/native";

const applied: [name: string, text: string, edits: Edit[], expected: string | undefined][] = [
  ["nothing to do", "plain", [], "plain"],
  ["one in the middle", "pay 1234 now", [[4, 4, "[CARD]"]], "pay [CARD] now"],
  [
    "two, the first longer than before",
    "a b c",
    [
      [0, 1, "AAA"],
      [4, 1, "C"],
    ],
    "AAA b C",
  ],
  ["whole text", "secret", [[0, 6, ""]], ""],
  ["insertion at the end", "ab", [[2, 0, "c"]], "abc"],
  ["counted in UTF-16 units", "🙂 x 🙂", [[3, 1, "y"]], "🙂 y 🙂"],
  ["a whole emoji", "a🙂b", [[1, 2, "-"]], "a-b"],
  [
    "adjoining edits",
    "abcd",
    [
      [0, 2, "1"],
      [2, 2, "2"],
    ],
    "12",
  ],
  [
    "overlapping edits are refused",
    "abcd",
    [
      [0, 3, "1"],
      [2, 2, "2"],
    ],
    undefined,
  ],
  [
    "out of order is refused",
    "abcd",
    [
      [2, 1, "1"],
      [0, 1, "2"],
    ],
    undefined,
  ],
  ["past the end is refused", "abcd", [[3, 2, "1"]], undefined],
  ["half an emoji is refused", "a🙂b", [[1, 1, "-"]], undefined],
];

for (const [name, text, edits, expected] of applied) {
  test(`applies edits: ${name}`, () => assert.equal(applyEdits(text, edits), expected));
}

test("edits inside a part are counted from its start", () => {
  assert.deepEqual(
    editsWithin(
      [
        [0, 1, "x"],
        [12, 2, "y"],
        [30, 1, "z"],
      ],
      10,
      20,
    ),
    [[2, 2, "y"]],
  );
});

test("an edit across the border of a part is refused", () => {
  assert.equal(editsWithin([[8, 4, "x"]], 10, 20), undefined);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { longerThan, sameness, utf8Bytes } from "../../../app/extension/src/text/measure";
import { saysMoreThan } from "../../../app/extension/src/text/words";

for (const text of ["", "plain", "grün", "日本", "🙂👩‍👩‍👧", "a\ud800b", "\udc00"]) {
  test(`counts UTF-8 bytes of ${JSON.stringify(text)} as an encoder writes them`, () => {
    assert.equal(utf8Bytes(text), new TextEncoder().encode(text).length);
  });
}

test("making a text well-formed moves no offset", () => {
  const text = "a\ud800b🙂c\udfffd";
  assert.equal(text.toWellFormed().length, text.length);
  assert.equal(text.toWellFormed().indexOf("🙂"), text.indexOf("🙂"));
});

test("the limit counts bytes, not units", () => {
  assert.equal(longerThan("aaaa", 4), false);
  assert.equal(longerThan("aaaaa", 4), true);
  assert.equal(longerThan("üü", 4), false);
  assert.equal(longerThan("üüa", 4), true);
});

test("spaces and line ends make no other content", () => {
  assert.equal(sameness(" a\r\n\u00a0b\u200b "), sameness("a b"));
  assert.notEqual(sameness("ab"), sameness("a b"));
});

test("rich text that says more than its plain form is noticed", () => {
  assert.equal(saysMoreThan("• One\n• Two", "One Two"), false);
  assert.equal(saysMoreThan("One Two hidden", "One Two"), true);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { Names } from "../../../app/extension/src/restore/names";
import { conversationOf } from "../../../app/extension/src/worker/conversation";

const names = new Names([
  ["[Name 1]", "Anna & Bo"],
  ["[Name 12]", "Cy"],
  ["[E-mail (work) 1]", "a.b@example.org"],
]);

test("names are found whole, whatever signs they hold", () => {
  assert.deepEqual(names.split("To [Name 12], [E-mail (work) 1]."), [
    { text: "To " },
    { text: "[Name 12]", value: "Cy" },
    { text: ", " },
    { text: "[E-mail (work) 1]", value: "a.b@example.org" },
    { text: "." },
  ]);
  assert.deepEqual(names.split("[Name 2] and Name 1"), [{ text: "[Name 2] and Name 1" }]);
  assert.deepEqual(names.split(""), [{ text: "" }]);
});

test("text and HTML get their values back", () => {
  assert.equal(names.restore("[Name 1][Name 1]"), "Anna & BoAnna & Bo");
  assert.equal(names.restoreHtml("<b>[Name 1]</b>"), "<b>Anna &#38; Bo</b>");
});

test("without names nothing is found", () => {
  const none = new Names([]);
  assert.ok(none.none);
  assert.equal(none.restore("[Name 1]"), "[Name 1]");
  assert.ok(new Names([["", "x"]]).none);
});

test("a value that looks like a pattern of replacement is put in as it is", () => {
  assert.equal(new Names([["[P 1]", "$& $1"]]).restoreHtml("[P 1]"), "$&#38; $1");
});

test("a conversation is called by a hash of its path alone", async () => {
  const one = await conversationOf("https://a.example/c/1?x=1#y");
  assert.match(one, /^[0-9a-f]{32}$/);
  assert.equal(await conversationOf("https://b.example/c/1"), one);
  assert.notEqual(await conversationOf("https://a.example/c/2"), one);
  assert.equal(await conversationOf("/c/1", "https://a.example/c/2"), one);
  assert.equal(await conversationOf("no address"), "");
  assert.equal(await conversationOf(undefined), "");
});

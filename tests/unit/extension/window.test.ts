import assert from "node:assert/strict";
import { test } from "node:test";
import { shutFor, type Terms } from "../../../app/extension/src/window/terms";

const terms = (more: Partial<Terms> = {}): Terms => ({
  language: "en",
  version: "1",
  paste: "inspect",
  upload: "inspect",
  copy: "inspect",
  ...more,
});

test("a door that inspects is not shut, but for what nobody could judge there", () => {
  assert.equal(shutFor(terms(), "in", 0), undefined);
  assert.equal(shutFor(terms(), "in", 1), "upload");
  assert.equal(shutFor(terms(), "out", 0), undefined);
  assert.equal(shutFor(terms(), "drag", 0), "copy");
});

test("a shut door is shut", () => {
  const shut = terms({ paste: "deny", upload: "deny", copy: "deny" });
  assert.equal(shutFor(shut, "in", 0), "paste");
  assert.equal(shutFor(shut, "in", 1), "upload");
  assert.equal(shutFor(shut, "out", 0), "copy");
  assert.equal(shutFor(shut, "drag", 0), "copy");
});

test("an open door is open", () => {
  const open = terms({ paste: "allow", upload: "allow", copy: "allow" });
  for (const act of ["in", "out", "drag"] as const) assert.equal(shutFor(open, act, 1), undefined);
});

// The toolbar button's page: how things stand for the page in front, in one sentence.
import assert from "node:assert/strict";
import { suite } from "../harness/suite.mjs";
import { until } from "../harness/wait.mjs";

const check = suite({ policy: "actions" });

check("says that the page is guarded, by which policy, and which sites are", async (world) => {
  await world.visit("chatgpt.com");
  const text = await world.popupText();
  assert.match(text, /ChatGPT/);
  assert.match(text, /End-to-end tests 1/);
  assert.match(text, /Guarded sites \(\d+\)/);
});

check("offers to guard the sites that policy names and the browser has not granted", async (world) => {
  await world.visit("chatgpt.com");
  assert.match(await world.popupText(), /Allow on more sites \(1\)/);
});

check("says that it looks at nothing elsewhere", async (world) => {
  await world.visit("notes.example", { guarded: false });
  assert.match(await world.popupText(), /Nothing is looked at on this page/);
});

check("says that nobody checks while the agent is away, and offers to try again", async (world) => {
  const visit = await world.visit("chatgpt.com");
  await world.agent.stop("SIGKILL");
  await until("the page to notice", () => visit.overlay.hasBanner());
  assert.match(await world.popupText(), /Try again/i);
});

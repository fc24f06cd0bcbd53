// When nobody judges: absent, dying, slow, returning, overwhelmed, replaced. The fail mode decides,
// the person is told that it is an outage, and nothing that was held gets out by itself.
import assert from "node:assert/strict";
import { describe } from "node:test";
import { shapes, values } from "../harness/samples.mjs";
import { suite } from "../harness/suite.mjs";
import { until } from "../harness/wait.mjs";

const sensitive = shapes["one line"](values.card);
const redacted = shapes["one line"]("[Payment card number 1]");
const never = () => new Promise(() => {});

describe("an agent that fails", () => {
  const check = suite({ agent: "scripted", scripted: { fail_paste: "open", fail_send: "closed" } });

  check("a slow verdict on a paste: the text passes, with a banner", async (world) => {
    const visit = await world.visit("chatgpt.com");
    world.agent.judge = never;
    await visit.paste("Hello there");
    assert.ok(await visit.overlay.banner());
    await visit.draftIs("Hello there");
  });

  check("a slow verdict on sending: the prompt is held, and the draft stays", async (world) => {
    const visit = await world.visit("chat.deepseek.com");
    world.agent.judge = never;
    await visit.type(sensitive);
    await visit.enter();
    await (await visit.overlay.card()).back();
    await visit.draftIs(sensitive);
    assert.deepEqual(visit.prompts(), []);
    visit.neverSent(values.card);
  });

  check("an agent that hangs up in the middle: paste passes, sending is held", async (world) => {
    const visit = await world.visit("claude.ai");
    world.agent.judge = async () => world.agent.hangUp();
    await visit.paste("Hello there");
    await visit.draftIs("Hello there");
    assert.ok(await visit.overlay.banner());
    await visit.enter();
    await (await visit.overlay.card()).back();
    assert.deepEqual(visit.prompts(), []);
    world.agent.judge = async () => ({ action: "allow" });
    await visit.enter();
    assert.equal(await visit.siteGets(), "Hello there");
  });

  check("an answer that is no verdict is no permission", async (world) => {
    const visit = await world.visit("grok.com");
    world.agent.judge = async () => ({ action: "whatever" });
    await visit.type(sensitive);
    await visit.enter();
    await (await visit.overlay.card()).back();
    visit.neverSent(values.card);
  });

  check("a text too large to judge is treated as unjudged, and says so", async (world) => {
    const visit = await world.visit("copilot.microsoft.com", { path: "/bare" });
    world.agent.judge = async () => ({ action: "allow" });
    await visit.page.evaluate(() => {
      const text = "far too much to read ".repeat(450_000);
      window.result = fetch("/other", {
        method: "POST",
        body: JSON.stringify({ message: text }),
      }).then(
        (it) => it.status,
        (it) => it.name,
      );
    });
    const card = await visit.overlay.card();
    assert.deepEqual(card.offers(), ["edit"]);
    await card.back();
    assert.notEqual(await visit.page.evaluate(() => window.result), 200);
    assert.equal(world.server.log.filter((it) => it.path === "/other").length, 0);
  });
});

describe("an agent that fails, where policy holds pastes too", () => {
  const check = suite({
    agent: "scripted",
    scripted: { fail_paste: "closed", fail_send: "closed" },
  });

  check("a slow verdict on a paste: the paste is held", async (world) => {
    const visit = await world.visit("chatgpt.com");
    world.agent.judge = never;
    await visit.paste(sensitive);
    await (await visit.overlay.card()).back();
    await visit.overlay.noCard();
    assert.equal(await visit.draft(), "");
  });
});

describe("no agent at all", () => {
  const check = suite({ agent: "none" });

  check(
    "the page says so, and holds nothing back that no policy ever asked it to",
    async (world) => {
      const visit = await world.visit("chatgpt.com");
      assert.ok(await visit.overlay.banner());
      await visit.paste("Hello there");
      await visit.draftIs("Hello there");
      await visit.enter();
      assert.equal(await visit.siteGets(), "Hello there");
    },
  );
});

describe("the real agent, killed", () => {
  const check = suite({ policy: "actions" });

  check("the page says so, and is guarded again when it is back", async (world) => {
    const visit = await world.visit("chatgpt.com");
    assert.equal(await visit.overlay.hasBanner(), false);
    await world.agent.stop("SIGKILL");
    await visit.paste("Hello there");
    assert.ok(await visit.overlay.banner());
    await world.agent.start();
    await until("the banner to go", async () => !(await visit.overlay.hasBanner()), {
      timeoutMs: 20000,
    });
    await visit.paste(sensitive);
    await (await visit.overlay.card()).back();
    visit.neverSent(values.card);
    await world.agent.control("audit", "verify"); // fails when the chain is broken
  });

  check("a worker that was put to sleep wakes for a paste, and for what is sent", async (world) => {
    const visit = await world.visit("chatgpt.com");
    await world.sleepWorker();
    await visit.paste(sensitive);
    await (await visit.overlay.card()).choose("redacted");
    await visit.overlay.noCard();
    await visit.draftIs(redacted);
    await world.sleepWorker();
    await visit.type(` ${values.iban}`);
    await visit.enter();
    await (await visit.overlay.card()).back();
    visit.neverSent(values.card);
    visit.neverSent(values.iban);
  });

  // A page that takes pastes without drawing them: an editor with megabytes in it takes half a minute for each look.
  const taking = async (world) => {
    const visit = await world.visit("copilot.microsoft.com", { path: "/bare" });
    await visit.page.evaluate(() => {
      window.taken = new Promise((resolve) =>
        addEventListener("paste", (it) => resolve(it.clipboardData.getData("text/plain"))),
      );
    });
    return visit;
  };
  const lines = (count) => "Nothing to see in this line of the book.\n".repeat(count);

  check(
    "seven megabytes are judged whole and go redacted",
    async (world) => {
      const visit = await taking(world);
      const book = lines(175_000);
      await visit.paste(`${book}${sensitive}`);
      await (await visit.overlay.card()).choose("redacted");
      const taken = await visit.page.evaluate(() => window.taken);
      assert.ok(taken.startsWith(book));
      assert.match(taken.slice(book.length), /^Please refund \[[^\]]+\] today, thank you\.$/);
    },
    { not: { firefox: "it needs longer to hand over so much than a paste is held" } },
  );

  check("more than can be judged goes in with a banner that says so", async (world) => {
    const visit = await taking(world);
    const book = lines(220_000);
    await visit.paste(book);
    assert.match(await visit.overlay.banner(), /too large to check/);
    assert.equal((await visit.page.evaluate(() => window.taken)).length, book.length);
  });

  check(
    "an extension that was replaced under an open page asks for a reload, and then guards",
    async (world) => {
      const visit = await world.visit("claude.ai");
      await world.reloadExtension();
      await visit.type(sensitive);
      await visit.enter();
      await until(
        "a banner or a card",
        async () => (await visit.overlay.hasBanner()) || (await visit.overlay.cards()).length > 0,
      );
      visit.neverSent(values.card);
      await visit.goto();
      await visit.paste(sensitive);
      await (await visit.overlay.card()).back();
      visit.neverSent(values.card);
    },
  );
});

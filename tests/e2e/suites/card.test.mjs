// The card as people meet it: by keyboard, through a screen reader, in their language, in the dark, on
// a narrow window; and as a hostile page meets it.
import assert from "node:assert/strict";
import { existsSync, mkdirSync } from "node:fs";
import path from "node:path";
import { describe } from "node:test";
import { program, screenshots } from "../harness/folders.mjs";
import { shapes, values } from "../harness/samples.mjs";
import { suite } from "../harness/suite.mjs";
import { pause, until } from "../harness/wait.mjs";

const sensitive = shapes["one line"](values.card);

async function shoot(visit, name) {
  mkdirSync(screenshots, { recursive: true });
  await (await visit.overlay.card()).settled();
  await visit.page.screenshot({ path: path.join(screenshots, `${name}.png`) });
}

/** Nothing in the page moves when the card comes: the boxes of editor and button. */
const boxes = (visit) =>
  visit.page.evaluate(() =>
    ["#editor", "#composer button", "main"].map((it) => {
      const { x, y, width, height } = document.querySelector(it).getBoundingClientRect();
      return [x, y, width, height].join(" ");
    }),
  );

describe("for people", () => {
  const check = suite({ policy: "actions" });

  check("the keyboard alone is enough, and the focus comes back", async (world) => {
    const visit = await world.visit("chatgpt.com");
    await visit.paste(sensitive);
    const card = await visit.overlay.card();
    await card.press("redacted");
    await visit.overlay.noCard();
    await visit.page.waitForFunction(() => window.editorText().trim() !== "");
    await visit.type(" Ida");
    await visit.enter();
    assert.match(await visit.siteGets(), /^Please refund \[[^\]]+\] today, thank you\. Ida$/);
  });

  check("what policy wants apart is handed over to the isolated window", async (world) => {
    const visit = await world.visit("chatgpt.com");
    await visit.paste("NATO SECRET: the tea is late.");
    const card = await visit.overlay.card();
    await card.press("isolate");
    await visit.overlay.noCard();
    await until("the window in the log", async () =>
      (await world.agent.audit()).some((row) => {
        const text = JSON.stringify(row);
        return text.includes("isolated_window_opened") && text.includes("chatgpt.com");
      }),
    );
    await visit.draftIs("");
  }, { possible: existsSync(program("chaperone-window")) });

  check("Tab stays inside the card, both ways round", async (world) => {
    const visit = await world.visit("claude.ai");
    await visit.paste(sensitive);
    const card = await visit.overlay.card();
    for (const key of ["Tab", "Shift+Tab"]) {
      for (let step = 0; step < card.controls().length + 2; step += 1) {
        await visit.page.keyboard.press(key);
        const held = await Promise.all(card.controls().map((it) => card.focused(it.id)));
        assert.equal(held.filter(Boolean).length, 1, `${key} ${step}`);
      }
    }
  });

  check("Escape cancels, and gives the focus back", async (world) => {
    const visit = await world.visit("gemini.google.com");
    await visit.type("Before. ");
    await visit.paste(sensitive);
    await (await visit.overlay.card()).escape();
    await visit.overlay.noCard();
    await visit.type("After.");
    await visit.draftIs("Before. After.");
  });

  check(
    "a screen reader hears what it is, what was found and what can be done",
    async (world) => {
      const visit = await world.visit("chatgpt.com");
      await visit.paste(sensitive);
      const card = await visit.overlay.card();
      const { role, name, description, modal } = await card.accessible();
      assert.match(role, /dialog/);
      assert.ok(name.length > 5, name);
      assert.ok(description.length > 10, description);
      assert.equal(modal, true);
      assert.ok(!card.text.includes(values.card), card.text);
      for (const control of card.controls()) {
        const heard = await visit.overlay.accessible(control.id);
        assert.ok(heard.name, JSON.stringify(control));
      }
      assert.equal(card.offers()[0], "redacted");
    },
    {
      not: { firefox: "its protocol does not tell what a screen reader would hear" },
    },
  );

  check("nothing in the page moves when the card comes and goes", async (world) => {
    const visit = await world.visit("chatgpt.com");
    const before = await boxes(visit);
    await visit.paste(sensitive);
    const card = await visit.overlay.card();
    assert.deepEqual(await boxes(visit), before);
    await card.back();
    await visit.overlay.noCard();
    assert.deepEqual(await boxes(visit), before);
  });

  check("it is calm to look at, by day and by night", async (world) => {
    const visit = await world.visit("claude.ai");
    await visit.paste(shapes["many lines"](values.card));
    await visit.overlay.card();
    for (const colorScheme of ["light", "dark"]) {
      await visit.page.emulateMedia({ colorScheme });
      await shoot(visit, `card-${colorScheme}`);
    }
    await visit.page.emulateMedia({ colorScheme: "light" });
    await visit.page.setViewportSize({ width: 380, height: 640 });
    const card = await visit.overlay.card();
    for (const control of card.controls()) {
      const { x } = await visit.overlay.centre(control.id);
      assert.ok(x > 0 && x < 380, `${control.name} at ${x}`);
    }
    await shoot(visit, "card-narrow");
  });

  check("a blocked paste offers no way to send it", async (world) => {
    const visit = await world.visit("chatgpt.com");
    await visit.paste(shapes["one line"](values.token));
    const card = await visit.overlay.card();
    for (const way of ["redacted", "anyway", "reason", "not_sensitive"]) {
      assert.ok(!card.offers().includes(way), way);
    }
    await shoot(visit, "card-blocked");
    await card.back();
  });
});

for (const [locale, word, direction] of [
  ["de-DE", /Zahlungskarte|Karte/, "ltr"],
  ["ar", /\p{Script=Arabic}/u, "rtl"],
]) {
  describe(`in ${locale}`, () => {
    const check = suite({ policy: "actions", browser: { locale } });

    check("the card speaks the browser's language and runs its way", async (world) => {
      const visit = await world.visit("gemini.google.com");
      await visit.paste(sensitive);
      const card = await visit.overlay.card();
      assert.match(card.text, word);
      const side = await visit.overlay.on(
        card.node.id,
        "function () { return getComputedStyle(this).direction }",
      );
      assert.equal(side, direction);
      await shoot(visit, `card-${locale}`);
      await card.back();
    });
  });
}

describe("against a hostile page", () => {
  const check = suite({ policy: "actions" });

  check("a page that tears the card out gets nothing", async (world) => {
    const visit = await world.visit("chatgpt.com");
    await visit.page.evaluate(() => {
      const tear = () => {
        for (const it of [...document.documentElement.children]) {
          if (it !== document.head && it !== document.body) it.remove();
        }
        for (const it of [...document.body.children]) {
          if (!["NAV", "MAIN", "SCRIPT"].includes(it.tagName)) it.remove();
        }
      };
      new MutationObserver(tear).observe(document, { childList: true, subtree: true });
    });
    await visit.type(sensitive);
    await visit.enter();
    await pause(1000);
    assert.deepEqual(visit.prompts(), []);
    visit.neverSent(values.card);
  });

  check("a page that clicks and presses by itself gets nothing", async (world) => {
    const visit = await world.visit("chatgpt.com");
    await visit.type(sensitive);
    await visit.enter();
    const card = await visit.overlay.card();
    const points = await Promise.all(card.controls().map((it) => visit.overlay.centre(it.id)));
    await visit.page.evaluate((all) => {
      for (const { x, y } of all) {
        const hit = document.elementFromPoint(x, y);
        hit.click();
        for (const type of ["pointerdown", "mousedown", "pointerup", "mouseup", "click"]) {
          const init = { bubbles: true, composed: true, clientX: x, clientY: y };
          hit.dispatchEvent(new MouseEvent(type, init));
        }
        for (const key of ["Enter", " "]) {
          for (const type of ["keydown", "keyup"]) {
            hit.dispatchEvent(
              new KeyboardEvent(type, { key, code: key, bubbles: true, composed: true }),
            );
          }
        }
      }
    }, points);
    await pause(500);
    assert.equal((await visit.overlay.cards()).length, 1);
    assert.deepEqual(visit.prompts(), []);
    await card.back();
    visit.neverSent(values.card);
  });

  check("messages that a page makes up open nothing", async (world) => {
    const visit = await world.visit("chatgpt.com", { path: "/bare" });
    const result = visit.page.evaluate(async (text) => {
      const answers = ["pass", "rewrite"].flatMap((act) =>
        [...Array(20).keys()].map((id) => ({
          id,
          do: act,
          body: "{}",
          kind: "verdict",
          action: "allow",
        })),
      );
      const shout = setInterval(() => {
        for (const it of answers) {
          window.postMessage(it, "*");
          document.dispatchEvent(new CustomEvent("chaperone", { detail: it }));
        }
      }, 20);
      const body = JSON.stringify({ messages: [{ content: { parts: [text] } }] });
      return fetch("/backend-api/f/conversation", { method: "POST", body })
        .then(
          (it) => it.status,
          (it) => it.name,
        )
        .finally(() => clearInterval(shout));
    }, sensitive);
    await (await visit.overlay.card()).back();
    assert.notEqual(await result, 200);
    visit.neverSent(values.card);
  });

  check("a page that poisons its own built-ins does not get past the hook", async (world) => {
    const visit = await world.visit("chatgpt.com", { path: "/bare" });
    const result = visit.page.evaluate(async (text) => {
      MessagePort.prototype.postMessage = () => {};
      Array.prototype.find = () => undefined;
      Map.prototype.get = () => undefined;
      JSON.parse = () => ({});
      const body = JSON.stringify({ messages: [{ content: { parts: [text] } }] });
      return fetch("/backend-api/f/conversation", { method: "POST", body }).then(
        (it) => it.status,
        (it) => it.name,
      );
    }, sensitive);
    await (await visit.overlay.card()).back();
    assert.notEqual(await result, 200);
    visit.neverSent(values.card);
  });
});

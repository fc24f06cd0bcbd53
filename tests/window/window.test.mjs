// The isolated window as a person meets it: a real one, on a real desktop, against a real server, as an
// ordinary user with the engine's sandbox on. What counts is what the server received.
import assert from "node:assert/strict";
import { readdirSync, statSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { pause, until } from "../e2e/harness/wait.mjs";
import { Desk } from "./room.mjs";

const KEY = "sk_live_51HqLyjWDarjtT1zdp7dcXt4yTqsY3Kw8";
const CARD = "4539 1488 0343 6467";
const IBAN = "DE89 3704 0044 0532 0130 00";

function filesBelow(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(file) : [file];
  });
}
const kept = () =>
  filesBelow(os.homedir()).filter((file) => !file.includes("/profile") && !file.includes("/screens/"));

describe("the isolated window", { concurrency: false }, () => {
  const desk = new Desk();
  const { site } = desk;
  let before_ = [];

  before(async () => {
    await desk.start();
    before_ = kept();
    await desk.open();
  });
  after(() => desk.stop());

  /** Nothing of the kind came, however long one waits after the page was told to go on. */
  async function neverSaid(secret) {
    await pause(500);
    assert.ok(!site.said.includes(secret), `the server received ${secret}`);
  }

  test("opens once for an app and keeps Chromium's sandbox on", async () => {
    const processes = [...desk.processes().values()];
    assert.equal(processes.filter((it) => it.includes("chaperone-window")).length >= 1, true);
    assert.ok(processes.some((it) => it.includes("--type=renderer")));
    for (const command of processes) assert.doesNotMatch(command, /no-sandbox|single-process/);
    const visits = site.visits;
    await desk.handOver();
    await pause(500);
    assert.equal(site.visits, visits);
    await desk.picture("window-light");
  });

  test("lets harmless words through", async () => {
    await desk.focus();
    await desk.type("What is a quince?");
    await desk.key("Return");
    await until("the prompt", () => site.said.includes("What is a quince?"));
  });

  test("holds a pasted key", async () => {
    await desk.copyFromOutside(`use ${KEY} please`);
    await desk.focus();
    await desk.key("ctrl+v");
    await until("the card", () =>
      site.run("return document.documentElement.dataset.chaperoneState").then((it) => it === "card"),
    );
    await desk.picture("window-card");
    await desk.key("Escape");
    await desk.ready();
    assert.equal(await desk.value, "");
    await neverSaid(KEY);
  });

  test("takes a card number out of a paste", async () => {
    await desk.copyFromOutside(`my card is ${CARD}, thanks`);
    await desk.focus();
    await desk.key("ctrl+v");
    await until("the card", () =>
      site.run("return document.documentElement.dataset.chaperoneState").then((it) => it === "card"),
    );
    await pause(700); // a card takes no answer in its first moments
    await desk.key("Return");
    await until("the redacted text", async () => (await desk.value).includes("my card is ["));
    await desk.key("Return");
    await until("the prompt", () => site.said.includes("my card is ["));
    await neverSaid("4539");
  });

  test("asks nothing about what was to be isolated: here it is", async () => {
    await desk.copyFromOutside(`pay to ${IBAN}`);
    await desk.focus();
    await desk.key("ctrl+v");
    await until("the text", async () => (await desk.value).includes(IBAN));
  });

  test("holds what the page sends by itself, from wherever in it", async () => {
    const sends = {
      fetch: `await fetch("/own", { method: "POST", body: JSON.stringify({ prompt: "${KEY} a" }) }).catch(() => {})`,
      xhr: `const x = new XMLHttpRequest(); x.open("POST", "/own"); x.send(JSON.stringify({ prompt: "${KEY} b" }))`,
      beacon: `navigator.sendBeacon("/own", JSON.stringify({ prompt: "${KEY} c" }))`,
      "empty frame": `const f = document.body.appendChild(document.createElement("iframe"));
        f.contentWindow.fetch("/own", { method: "POST", body: JSON.stringify({ prompt: "${KEY} d" }) }).catch(() => {})`,
      "written frame": `const f = document.createElement("iframe");
        f.srcdoc = '<script>fetch("/own", { method: "POST", body: JSON.stringify({ prompt: "${KEY} e" }) })<\\/script>';
        document.body.append(f)`,
      form: `const f = document.createElement("form"); f.method = "post"; f.action = "/own";
        f.innerHTML = '<input name="prompt" value="${KEY} f">';
        f.target = document.body.appendChild(Object.assign(document.createElement("iframe"), { name: "g" })).name;
        document.body.append(f); f.submit()`,
    };
    for (const [way, code] of Object.entries(sends)) {
      await site.run(`setTimeout(async () => { ${code} })`);
      await neverSaid(KEY);
      await desk.key("Escape"); // a card, if there is one
      assert.ok(true, way);
    }
  });

  test("gives a page no workers and no connection of its own", async () => {
    assert.deepEqual(
      await site.run(
        "return [typeof Worker, typeof SharedWorker, typeof RTCPeerConnection, typeof WebTransport]",
      ),
      ["undefined", "undefined", "undefined", "undefined"],
    );
    const inFrame =
      "return typeof document.body.appendChild(document.createElement('iframe')).contentWindow.Worker";
    assert.equal(await site.run(inFrame), "undefined");
    const register =
      "return navigator.serviceWorker?.register('/file').then(() => 'registered', () => 'refused')";
    assert.notEqual(await site.run(register), "registered");
  });

  test("goes nowhere else", async () => {
    const stranger = `http://127.0.0.1:${site.strangerPort}/`;
    const ways = [
      `fetch("${stranger}fetch").catch(() => {})`,
      `new Image().src = "${stranger}image"`,
      `navigator.sendBeacon("${stranger}beacon", "x")`,
      `new WebSocket("${stranger.replace("http", "ws")}socket")`,
      `document.body.append(Object.assign(document.createElement("iframe"), { src: "${stranger}frame" }))`,
      `open("${stranger}window")`,
      `location.href = "file:///etc/hostname"`,
      `location.href = "${stranger}page"`,
    ];
    for (const way of ways) await site.run(`setTimeout(() => { ${way} })`);
    await pause(1000);
    assert.deepEqual(site.elsewhere, []);
    assert.equal(await site.run("return location.pathname"), "/");
    await desk.picture("window-refused");
  });

  test("grants no permission", async () => {
    assert.equal(await site.run("return Notification.requestPermission()"), "denied");
    const where =
      "return new Promise((end) => navigator.geolocation.getCurrentPosition(() => end('here'), () => end('denied')))";
    assert.equal(await site.run(where), "denied");
    const microphone =
      "return navigator.mediaDevices?.getUserMedia({ audio: true }).then(() => 'heard', () => 'denied') ?? 'denied'";
    assert.equal(await site.run(microphone), "denied");
  });

  test("lets no file out", async () => {
    await site.run(
      "document.body.appendChild(Object.assign(document.createElement('a'), { href: '/file', download: 'notes.txt' })).click()",
    );
    await pause(1000);
    assert.deepEqual(
      kept().filter((file) => file.endsWith("notes.txt")),
      [],
    );
    assert.equal(await site.run("return document.title"), "Practice AI");
  });

  test("lets harmless words be copied out, and no key", async () => {
    await desk.focus();
    await desk.type("forty-two");
    await desk.key("ctrl+a", "ctrl+c");
    await until("the copy", async () => (await desk.clipboard()) === "forty-two");
    await site.run(`field.value = "the key is ${KEY}"`);
    await desk.key("ctrl+a", "ctrl+c");
    await pause(500);
    assert.ok(!(await desk.clipboard()).includes(KEY));
    await desk.picture("window-copy-held");
    await site.run(`field.value = "the card is ${CARD}"`);
    await desk.key("ctrl+a", "ctrl+c");
    await until("a question", () => desk.find("^Isolated window$"));
    await desk.picture("window-copy-asked");
    await desk.key("Escape");
    await until("the end of the question", async () => !(await desk.find("^Isolated window$")));
    assert.ok(!(await desk.clipboard()).includes("4539"));
  });

  test("reads a file before the page gets it", async () => {
    const choose = async (name, content) => {
      const file = path.join(os.tmpdir(), name);
      writeFileSync(file, content);
      await desk.focus();
      // Only a person's own act opens the dialog.
      await site.run(
        "field.onclick = () => { field.onclick = null; document.getElementById('file').click(); }",
      );
      await desk.click();
      await until("the dialog", () => desk.find("Choose what to upload"));
      await desk.type(file);
      await desk.key("Return");
      await until("the end of the dialog", async () => !(await desk.find("Choose what to upload")));
    };
    const names = "return [...document.getElementById('file').files].map((it) => it.name)";
    await choose("letter.txt", "Dear all, the meeting is on Friday.\n");
    await until("the file", async () => (await site.run(names)).includes("letter.txt"));
    await site.run("document.getElementById('file').value = ''");
    await choose("picture.bin", Buffer.from([0, 1, 2, 255]));
    assert.deepEqual(await site.run(names), []);
  });

  test("takes new terms while it is open", async () => {
    const visits = site.visits;
    desk.writePolicy({ paste: "deny", copy: "deny" });
    await until("the page again", () => site.visits > visits, { timeoutMs: 20_000 });
    await desk.ready();
    await desk.copyFromOutside("plain words");
    await desk.focus();
    await desk.key("ctrl+v");
    await pause(500);
    assert.equal(await desk.value, "");
    await desk.type("typed");
    await desk.key("ctrl+a", "ctrl+c");
    await pause(500);
    assert.equal(await desk.clipboard(), "plain words");
    assert.equal(await desk.value, "typed");
  });

  test("stays when its page crashes", async () => {
    const renderers = [...desk.processes()].filter(([, command]) =>
      command.includes("--type=renderer"),
    );
    for (const [pid] of renderers) process.kill(pid, "SIGKILL");
    await pause(1000);
    await desk.picture("window-crashed");
    const visits = site.visits;
    await desk.key("Return"); // "Load it again"
    await until("the page again", () => site.visits > visits, { timeoutMs: 20_000 });
    await desk.ready();
  });

  test("leaves rows in the log and no file when it is closed", async () => {
    await desk.key("alt+F4");
    await desk.isGone();
    const rows = (await desk.agent.audit()).map((row) => JSON.stringify(row));
    for (const word of ["isolated_window_opened", "isolated_window_closed", '"isolated'])
      assert.ok(rows.some((row) => row.includes(word)), word);
    assert.ok(!rows.some((row) => row.includes(KEY)));
    const fresh = kept().filter((file) => !before_.includes(file) && !file.endsWith("letter.txt"));
    assert.deepEqual(
      fresh.filter((file) => !file.endsWith("picture.bin") && statSync(file).size > 0),
      [],
    );
  });

  /** New terms, and the agent has taken them. */
  async function agree(room) {
    const taken = async () =>
      (await desk.agent.audit()).filter((row) => JSON.stringify(row).includes("policy_loaded"))
        .length;
    const count = await taken();
    desk.writePolicy(room);
    await until("the policy", async () => (await taken()) > count, { timeoutMs: 20_000 });
  }

  test("asks before it opens with an old engine", async () => {
    const visits = site.visits;
    await agree({ old_engine: "ask", oldest_engine_months: 1 });
    await desk.handOver();
    await desk.isOpen("^Isolated window$");
    await desk.picture("window-old-engine");
    await desk.key("Escape");
    await desk.isGone();
    assert.equal(site.visits, visits);
  });

  test("does not open with an engine that policy refuses", async () => {
    const visits = site.visits;
    await agree({ old_engine: "refuse", oldest_engine_months: 1 });
    await desk.handOver();
    await until("an end", async () => {
      const rows = (await desk.agent.audit()).map((row) => JSON.stringify(row));
      return rows.filter((row) => row.includes("isolated_window_closed")).length >= 3;
    });
    assert.equal(site.visits, visits);
    await agree({});
  });

  test("ends with the agent", async () => {
    await desk.open();
    await desk.agent.stop();
    await desk.isGone();
  });
});

for (const [name, language] of Object.entries({ german: "de_DE.UTF-8", arabic: "ar_EG.UTF-8" })) {
  describe(`the isolated window in ${name}`, { concurrency: false }, () => {
    const desk = new Desk({ language, profile: `profile-${name}` });
    before(async () => {
      await desk.start();
      await desk.open();
    });
    after(() => desk.stop());

    test("speaks to the person in their language, in the page too", async () => {
      await desk.copyFromOutside(`use ${KEY} please`);
      await desk.focus();
      await desk.key("ctrl+v");
      const state = "return document.documentElement.dataset.chaperoneState";
      await until("the card", async () => (await desk.site.run(state)) === "card");
      await desk.picture(`window-${name}`);
      await desk.agent.stop("SIGKILL");
      await until("the page's end", async () => desk.processes().size > 0);
      await desk.picture(`window-${name}-ended`);
    });
  });
}

// The Windows host under Wine, between a browser (these tests) and a stand-in agent on a real named pipe.
//   node --test host.test.mjs      with HOST, AGENT (programs for Windows) and WINEPREFIX in the environment
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { afterEach, test } from "node:test";

const { HOST, AGENT } = process.env;
const kOrigin = "chrome-extension://abcdefghijklmnopabcdefghijklmnop/";
const kPatienceMs = 20000;
const running = [];

function start(program, args) {
  const child = spawn("wine", [program, ...args], { stdio: ["pipe", "pipe", "ignore"] });
  child.ended = once(child, "exit");
  running.push(child);
  return child;
}

afterEach(async () => {
  for (const child of running.splice(0)) {
    child.kill("SIGKILL");
    await child.ended;
  }
});

const until = async (what, condition) => {
  const end = Date.now() + kPatienceMs;
  while (!condition()) {
    assert.ok(Date.now() < end, `waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};

/** A stand-in agent that listens. */
async function agent(manner) {
  const child = start(AGENT, [manner]);
  child.said = "";
  child.stdout.on("data", (data) => (child.said += data));
  await until("the agent to listen", () => child.said.includes("listening"));
  return child;
}

function frame(text) {
  const payload = Buffer.from(text);
  const header = Buffer.alloc(4);
  header.writeUInt32LE(payload.length);
  return Buffer.concat([header, payload]);
}

/** The host as a browser starts it; `frames` fills with what it says. */
function host() {
  const child = start(HOST, [kOrigin]);
  child.frames = [];
  let rest = Buffer.alloc(0);
  child.stdout.on("data", (data) => {
    rest = Buffer.concat([rest, data]);
    while (rest.length >= 4 && rest.length >= 4 + rest.readUInt32LE()) {
      const end = 4 + rest.readUInt32LE();
      child.frames.push(rest.subarray(4, end).toString());
      rest = rest.subarray(end);
    }
  });
  child.answers = (count) => until(`${count} answers`, () => child.frames.length >= count);
  return child;
}

const codeOf = (text) => JSON.parse(text).code;

test("says that nobody answers, each time it is asked", async () => {
  const browser = host();
  browser.stdin.write(frame('{"a":1}'));
  await browser.answers(1);
  browser.stdin.write(frame('{"a":2}'));
  await browser.answers(2);
  assert.deepEqual(browser.frames.map(codeOf), ["agent_unavailable", "agent_unavailable"]);
});

test("carries frames both ways, split at every byte, merged and large", async () => {
  const listening = await agent("echo");
  const browser = host();
  const small = '{"text":"Grüße\\r\\n\\u001a"}';
  for (const byte of frame(small)) browser.stdin.write(Buffer.from([byte]));
  await browser.answers(1);
  browser.stdin.write(Buffer.concat([frame("{}"), frame(small)]));
  await browser.answers(3);
  const large = `"${"x".repeat(900_000)}"`;
  browser.stdin.write(frame(large));
  await browser.answers(4);
  assert.deepEqual(browser.frames, [small, "{}", small, large]);
  assert.match(listening.said, /caller \d+/);
});

test("refuses a frame over the limit before it is sent, and ends", async () => {
  const browser = host();
  const header = Buffer.alloc(4);
  header.writeUInt32LE((16 << 20) + 1);
  browser.stdin.write(header);
  const [code] = await browser.ended;
  assert.equal(code, 1);
  assert.deepEqual(browser.frames.map(codeOf), ["frame_too_large"]);
});

test("says that the agent went away in the middle, and finds the next one", async () => {
  const dying = await agent("die");
  const browser = host();
  browser.stdin.write(frame('{"a":1}'));
  await browser.answers(1);
  assert.deepEqual(browser.frames.map(codeOf), ["agent_unavailable"]);
  dying.kill("SIGKILL");
  await dying.ended;
  await agent("echo");
  browser.stdin.write(frame('{"a":2}'));
  await browser.answers(2);
  assert.equal(browser.frames[1], '{"a":2}');
});

test("passes on no answer that a browser would choke on", async () => {
  await agent("huge");
  const browser = host();
  browser.stdin.write(frame('{"a":1}'));
  await browser.answers(1);
  assert.deepEqual(browser.frames.map(codeOf), ["agent_unavailable"]);
});

test("ends with its browser", async () => {
  await agent("echo");
  const browser = host();
  browser.stdin.write(frame("{}"));
  await browser.answers(1);
  browser.stdin.end();
  const [code] = await browser.ended;
  assert.equal(code, 0);
});
